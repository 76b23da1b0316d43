using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Envelopes;

namespace Nameward.Bench.Speeds;

/// <summary>One of the samples of this project, out of its envelopes, as the reader of its format sees it.</summary>
sealed class SampleFile
{
    const int LargestSample = 1 << 20;

    SampleFile(string path, byte[] bytes, Reports reports) => (Name, Bytes, Reports) = (Path.GetFileName(path), bytes, reports);

    /// <summary>The name of the file.</summary>
    public string Name { get; }

    /// <summary>Its bytes; records of JSON that are no lines are given as lines.</summary>
    public byte[] Bytes { get; }

    /// <summary>What the reader of its format reports of it.</summary>
    public Reports Reports { get; }

    /// <summary>Of each kind of file that a format comes in, the sample with the most observed records; those with damage only where there is no other.</summary>
    public static IEnumerable<SampleFile> Of(IFormat format) => Directory.EnumerateFiles(Path.Combine(Folder(), format.Info.Id))
        .Where(path => Path.GetExtension(path) != ".rows")
        .Order(StringComparer.Ordinal)
        .GroupBy(Path.GetExtension)
        .Select(files => files.Select(path => Read(path, format)).MaxBy(sample => (!sample.Reports.HasMalformed, sample.Reports.Rows))!)
        .Where(sample => sample.Reports.Rows > 0);

    static SampleFile Read(string path, IFormat format)
    {
        using var file = RawFile.Own(RawFile.OpenHandle(path), hash: false);
        using var peeled = Peeled.Of(new PlainBytes(file), 0);
        var buffer = new byte[LargestSample];
        var bytes = buffer[..peeled.Bytes.Fill(buffer)];
        return new(path, bytes, Reports.Of(format, bytes));
    }

    static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "samples", "formats")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the program was not built inside the repository");
        }
        return Path.Combine(folder, "samples", "formats");
    }
}
