using System.IO.Compression;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Reading;

/// <summary>A folder of evidence that lasts as long as one test.</summary>
sealed class EvidenceFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("nameward-test-").FullName;

    public ReadingOptions Options { get; init; } = new() { Formats = [new WordLines()], BlockBytes = 1024 };

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public string Write(string name, string text) => Write(name, Encoding.Latin1.GetBytes(text));

    public FileEvidence Open(params string[] arguments) =>
        new(EvidenceLocator.Locate(arguments.Length == 0 ? [Path] : arguments, Options), Options);

    /// <summary>Rows of one reading in the order of the evidence, and what was reported.</summary>
    public static (List<CollectedRow> Rows, EvidenceReport Report) Read(FileEvidence evidence, int threads)
    {
        var sinks = new List<CollectingSink>();
        var report = evidence.ReadAll(() =>
        {
            sinks.Add(new());
            return sinks[^1];
        }, threads);
        Assert.Equal(Math.Max(1, threads), sinks.Count);
        return (threads == 1 ? sinks[0].Rows : [.. sinks.SelectMany(sink => sink.Rows).OrderBy(row => row.At)], report);
    }

    public static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes);
        }
        return packed.ToArray();
    }

    /// <summary>Lines of every kind, the same for the same seed.</summary>
    public static byte[] Lines(int count, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder("=words\n");
        for (var i = 0; i < count; i++)
        {
            text.Append(random.Next(20) switch
            {
                0 => $"={random.Next(1, 60)}",
                1 => "#" + new string('c', random.Next(40)),
                2 => "!" + new string('m', random.Next(5)),
                3 => "",
                _ => $"w{i}-" + new string('x', random.Next(50)),
            }).Append('\n');
        }
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
