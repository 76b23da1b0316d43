using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Nameward.Fuzz.Targets;

/// <summary>Whole envelopes of every kind, some in others, made by the .NET libraries.</summary>
static class LayerSeeds
{
    static readonly byte[] Log = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 60).Select(i =>
        $"21-Nov-2026 09:30:{i:00}.120 queries: info: client 192.0.2.7#40001 (w{i}.example.net): query: w{i}.example.net IN A + (192.0.2.53)\n")));

    const string Members = """{"time":"2026-11-21T09:00:00Z","name":"www.example.net","note":"a \"quote\", {a brace}, \u00e9"},{"time":"2026-11-21T09:00:01Z","list":[1,{"a":[]}]}""";

    public static IReadOnlyList<byte[]> All { get; } =
    [
        Gzip(Log), [.. Gzip(Log), .. Gzip([.. "the end\n"u8])], Gzip(Gzip(Log)), Gzip([]),
        Zip(CompressionLevel.Optimal), Zip(CompressionLevel.NoCompression), Gzip(Zip(CompressionLevel.Optimal)),
        Tar(TarEntryFormat.V7), Tar(TarEntryFormat.Ustar), Tar(TarEntryFormat.Gnu), Tar(TarEntryFormat.Pax), Gzip(Tar(TarEntryFormat.Pax)),
        [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("www.example.net é 😀\r\nline\r\n")], [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("www.example.net é 😀\r\nline\r\n")],
        .. new[] { $"[{Members}]", $"{{\"records\":[{Members}]}}", $"{{\"Records\":[{Members}]}}", $"{{\"logEvents\":[{Members}]}}", Members.Replace("},{", "}{"),
            Members.Replace("{", "{\n  ").Replace("},", "\n}\n"), $"{{\"hits\":{{\"hits\":[{{\"_source\":{Members.Split("},")[0]}}}}}]}}}}" }.Select(Encoding.UTF8.GetBytes),
        [.. "47 <13>Nov 21 09:30:01 gw named[1]: one\nmore lines 40 <13>Nov 21 09:30:02 gw named[1]: two    "u8],
    ];

    static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes);
        }
        return packed.ToArray();
    }

    static byte[] Zip(CompressionLevel level)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in new[] { ("a/query.log", Log), ("b.log.gz", Gzip(Log)), (".hidden", Log), ("c.tar", Tar(TarEntryFormat.Ustar)) })
            {
                using var to = zip.CreateEntry(name, level).Open();
                to.Write(bytes);
            }
        }
        return packed.ToArray();
    }

    static byte[] Tar(TarEntryFormat format)
    {
        var packed = new MemoryStream();
        using (var tar = new TarWriter(packed, format, leaveOpen: true))
        {
            foreach (var (name, bytes) in new[] { ("query.log", Log), ("b.log.gz", Gzip(Log)), ("a folder with a long name/" + new string('n', 70), Log) })
            {
                TarEntry entry = format switch
                {
                    TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, name),
                    TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, name),
                    TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name),
                    _ => new PaxTarEntry(TarEntryType.RegularFile, name),
                };
                entry.DataStream = new MemoryStream(bytes);
                tar.WriteEntry(entry);
            }
        }
        return packed.ToArray();
    }
}
