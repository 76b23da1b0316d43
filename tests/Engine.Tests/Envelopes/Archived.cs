using System.Formats.Tar;
using System.IO.Compression;

namespace Nameward.Engine.Tests.Envelopes;

/// <summary>Archives made by the .NET libraries.</summary>
static class Archived
{
    public readonly record struct File(string Name, byte[] Bytes);

    public static byte[] Zip(CompressionLevel level, params IEnumerable<File> files)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files)
            {
                using var to = zip.CreateEntry(file.Name, level).Open();
                to.Write(file.Bytes);
            }
        }
        return packed.ToArray();
    }

    public static byte[] Zip(params IEnumerable<File> files) => Zip(CompressionLevel.Optimal, files);

    public static byte[] Tar(TarEntryFormat format, params IEnumerable<File> files)
    {
        var packed = new MemoryStream();
        using (var tar = new TarWriter(packed, format, leaveOpen: true))
        {
            foreach (var file in files)
            {
                tar.WriteEntry(EntryOf(format, file));
            }
        }
        return packed.ToArray();
    }

    public static byte[] Tar(params IEnumerable<File> files) => Tar(TarEntryFormat.Pax, files);

    static TarEntry EntryOf(TarEntryFormat format, File file)
    {
        TarEntry entry = format switch
        {
            TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, file.Name),
            TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, file.Name),
            TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, file.Name),
            _ => new PaxTarEntry(TarEntryType.RegularFile, file.Name),
        };
        entry.DataStream = new MemoryStream(file.Bytes);
        return entry;
    }
}
