using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Nameward.App.Tests.Notices;

/// <summary>A mail server on the loopback that answers each command as a test says.</summary>
sealed class MailServer : IDisposable
{
    readonly LoopbackListener _listener;
    readonly Func<string, string?> _answer;

    /// <param name="answer">The answer to a command (its first word, DATA's end is a dot); null for the usual one, empty to go away.</param>
    public MailServer(Func<string, string?> answer)
    {
        _answer = answer;
        _listener = new(Talk);
    }

    /// <summary>Mails as they came, lines with their ends.</summary>
    public ConcurrentQueue<string> Mails { get; } = [];

    public ConcurrentQueue<string> Commands { get; } = [];

    public string Url => $"smtp+plain://127.0.0.1:{_listener.Port}";

    async Task Talk(NetworkStream stream, CancellationToken end)
    {
        using var lines = new StreamReader(stream, Encoding.UTF8);
        await using var to = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await to.WriteLineAsync("220 mail.example ESMTP");
        while (await lines.ReadLineAsync(end) is { } line)
        {
            Commands.Enqueue(line);
            var word = line.Split(' ', ':')[0].ToUpperInvariant();
            if (!await Say(to, word, Usual(word)))
            {
                return;
            }
            if (word == "DATA" && _answer(word) is null && !await Take(lines, to, end))
            {
                return;
            }
        }
    }

    async Task<bool> Take(StreamReader lines, StreamWriter to, CancellationToken end)
    {
        var mail = new StringBuilder();
        while (await lines.ReadLineAsync(end) is { } line && line != ".")
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

    public void Dispose() => _listener.Dispose();
}
