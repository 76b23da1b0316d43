namespace Nameward.Transform.Robustness;

/// <summary>A labelled session and the file that shows it.</summary>
/// <param name="Truth">Its line.</param>
/// <param name="File">The file.</param>
sealed record SessionFile(LabelledSession Truth, string File);

/// <summary>The labelled channels of several tables, each once.</summary>
static class SessionList
{
    static readonly string[] Captures = [".pcap", ".pcap.gz", ".pcapng", ".pcapng.gz", ".cap", ".cap.gz"];

    /// <summary>The channels of these folders' tables. Where a capture and logs show one session, that is the capture's; what the table excuses is left out.</summary>
    public static IReadOnlyList<SessionFile> Of(params ReadOnlySpan<string> folders)
    {
        var sessions = new List<SessionFile>();
        foreach (var folder in folders)
        {
            var ofTable = LabelledSession.Read(Path.Combine(folder, "TRUTH.tsv")).Where(session => !session.IsExcused);
            sessions.AddRange(ofTable.GroupBy(Key).Select(same => same.OrderByDescending(session => IsCapture(session.Path)).First())
                .Select(session => new SessionFile(session, Path.Combine(folder, session.Path))));
        }
        return sessions;
    }

    /// <summary>What is the same for one session in several files: its times, or where the table has none, the folder that they lie in.</summary>
    static (string, string, string, string) Key(LabelledSession session) =>
        (session.Client, session.Subject, session.Tool, session.Start != "" ? session.Start + session.End : Path.GetDirectoryName(session.Path)!);

    static bool IsCapture(string path) => Captures.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
