using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Nameward.App.Tests.Feeds;

/// <summary>A web server on the loopback that says word for word what a test gives it, so that it can also say what no proper server would.</summary>
sealed class LoopbackServer : IDisposable
{
    readonly LoopbackListener _listener;
    readonly Func<Asked, Told?> _answer;

    /// <param name="answer">What it says; null to go away without a word.</param>
    public LoopbackServer(Func<Asked, Told?> answer)
    {
        _answer = answer;
        _listener = new(Answer);
    }

    /// <summary>What it was asked, in order.</summary>
    public ConcurrentQueue<Asked> Asked { get; } = [];

    public string Url => $"http://127.0.0.1:{_listener.Port}";

    async Task Answer(NetworkStream stream, CancellationToken end)
    {
        var asked = await Read(stream, end);
        if (asked is null)
        {
            return;
        }
        Asked.Enqueue(asked);
        if (_answer(asked) is { } told)
        {
            await Write(stream, told, end);
        }
    }

    static async Task<Asked?> Read(NetworkStream stream, CancellationToken end)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, end) == 0)
            {
                return null;
            }
            head.Append((char)one[0]);
        }
        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, end);
        return new(lines[0].Split(' ')[1], headers) { Body = body };
    }

    static async Task Write(NetworkStream stream, Told told, CancellationToken end)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {told.Status} Said\r\nConnection: close\r\n");
        foreach (var (name, value) in told.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }
        if (told.Length is { } length)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        }
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), end);
        await stream.WriteAsync(told.Body, end);
        if (told.Hangs)
        {
            await stream.FlushAsync(end);
            await Task.Delay(Timeout.Infinite, end);
        }
        while (told.Repeats)
        {
            await stream.WriteAsync(told.Body, end);
        }
    }

    public void Dispose() => _listener.Dispose();
}

/// <summary>What a server was asked.</summary>
sealed record Asked(string Target, Dictionary<string, string> Headers)
{
    /// <summary>What came with the question.</summary>
    public byte[] Body { get; init; } = [];

    public string? this[string header] => Headers.GetValueOrDefault(header);
}

/// <summary>What a server tells.</summary>
sealed record Told(int Status, byte[] Body)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>The length that it says; null for none.</summary>
    public long? Length { get; init; } = Body.Length;

    /// <summary>Whether it stays silent after the body.</summary>
    public bool Hangs { get; init; }

    /// <summary>Whether it says the body for ever.</summary>
    public bool Repeats { get; init; }

    public static Told Text(string body, params (string Name, string Value)[] headers) => new(200, Encoding.UTF8.GetBytes(body)) { Headers = headers.ToDictionary(header => header.Name, header => header.Value) };

    public static Told Only(int status, params (string Name, string Value)[] headers) => Text("", headers) with { Status = status };
}
