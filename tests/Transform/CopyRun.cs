using System.Collections.Immutable;
using System.Globalization;
using Nameward.Transform.Writing;

namespace Nameward.Transform;

/// <summary>Writes a changed copy of every session of a table, and a table of its own beside the copies.</summary>
static class CopyRun
{
    /// <summary>Writes the copies into a folder; returns how many.</summary>
    public static int Write(string table, string folder, ImmutableArray<ITransformation> chain, int seed)
    {
        var source = Path.GetDirectoryName(Path.GetFullPath(table))!;
        var lines = new List<string> { LabelledSession.Head };
        var copies = 0;
        Directory.CreateDirectory(folder);
        foreach (var ofFile in LabelledSession.Read(table).GroupBy(session => session.Path))
        {
            var evidence = EvidenceReading.Read(Path.Combine(source, ofFile.Key));
            foreach (var session in ofFile)
            {
                if (Recording.Of(session, evidence) is not { } recording)
                {
                    Console.Error.WriteLine($"left out: {session.Path} has no message under {session.Subject}");
                    continue;
                }
                var name = string.Create(CultureInfo.InvariantCulture, $"session-{++copies:D3}");
                lines.AddRange(EvidenceCopy.Write(chain.Apply(recording, seed + copies), folder, name, chain.TextOf()).Select(truth => truth.Line()));
            }
        }
        File.WriteAllLines(Path.Combine(folder, "TRUTH.tsv"), lines);
        return copies;
    }
}
