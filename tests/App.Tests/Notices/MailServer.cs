using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Nameward.App.Tests.Notices;

/// <summary>A mail server on the loopback that answers each command as a test says.</summary>
sealed class MailServer : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _end = new();
    readonly Func<string, string?> _answer;
    readonly Task _serving;

    /// <param name="answer">The answer to a command (its first word, DATA's end is a dot); null for the usual one, empty to go away.</param>
    public MailServer(Func<string, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = Serve();
    }

    /// <summary>Mails as they came, lines with their ends.</summary>
    public ConcurrentQueue<string> Mails { get; } = [];

    public ConcurrentQueue<string> Commands { get; } = [];

    public string Url => $"smtp+plain://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await Talk(client);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }
    }

    async Task Talk(TcpClient client)
    {
        try
        {
            using var lines = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var to = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            await to.WriteLineAsync("220 mail.example ESMTP");
            while (await lines.ReadLineAsync(_end.Token) is { } line)
            {
                Commands.Enqueue(line);
                var word = line.Split(' ', ':')[0].ToUpperInvariant();
                if (!await Say(to, word, Usual(word)))
                {
                    return;
                }
                if (word == "DATA" && _answer(word) is null && !await Take(lines, to))
                {
                    return;
                }
            }
        }
        catch (IOException)
        {
            // The client went away.
        }
    }

    async Task<bool> Take(StreamReader lines, StreamWriter to)
    {
        var mail = new StringBuilder();
        while (await lines.ReadLineAsync(_end.Token) is { } line && line != ".")
        {
            mail.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append('\n');
        }
        Mails.Enqueue(mail.ToString());
        return await Say(to, ".", "250 taken");
    }

    async Task<bool> Say(StreamWriter to, string word, string usual)
    {
        var answer = _answer(word) ?? usual;
        if (answer.Length == 0)
        {
            return false;
        }
        await to.WriteLineAsync(answer);
        return true;
    }

    static string Usual(string word) => word switch { "EHLO" => "250-mail.example\r\n250 SIZE 1000000", "DATA" => "354 go on", "QUIT" => "221 bye", _ => "250 ok" };

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _serving.Wait();
        _end.Dispose();
        _listener.Dispose();
    }
}
