using System.Globalization;
using Nameward.Bench.Generating;

namespace Nameward.Transform.Writing;

/// <summary>A recording written as evidence, and the lines that tell the truth of it.</summary>
static class EvidenceCopy
{
    /// <summary>Writes a capture where answers are shown, else a query log.</summary>
    /// <param name="recording">What is written.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="name">Name of the file, without its ending.</param>
    /// <param name="what">What was done to it, for the notes.</param>
    /// <returns>A line of truth for each subject.</returns>
    public static IReadOnlyList<LabelledSession> Write(Recording recording, string folder, string name, string what)
    {
        var writer = WriterFor(recording);
        var path = name + writer.Ending;
        using (var file = File.Create(Path.Combine(folder, path)))
        {
            var to = new OutputBuffer(file);
            writer.Head(to);
            foreach (var message in recording.All)
            {
                writer.Write(to, message);
            }
            to.Flush();
        }
        return [.. recording.Subjects.Select(subject => Truth(recording, path, subject, what))];
    }

    static IEvidenceWriter WriterFor(Recording recording) => recording.All.Any(message => message.IsShownResponse)
        ? new CaptureWriter()
        : new BindLogWriter(recording.All.Select(message => message.Row.Server.Address).ToHashSet());

    static LabelledSession Truth(Recording recording, string path, byte[] subject, string what)
    {
        var session = recording.SessionMessages.ToList();
        return recording.Truth with
        {
            Path = path,
            Client = string.Join(',', recording.Clients),
            Subject = Engine.Observations.WireName.ToText(subject),
            Start = Text(session[0].Time),
            End = Text(session[^1].Time),
            PayloadBytes = recording.PayloadBytes / recording.Subjects.Length,
            Notes = $"{what}; from {recording.Truth.Path}",
        };
    }

    static string Text(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
