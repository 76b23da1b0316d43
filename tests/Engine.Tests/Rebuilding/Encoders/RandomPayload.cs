using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Nameward.Engine.Tests.Rebuilding.Encoders;

/// <summary>Files as they are stolen or sent: text, packed text, programs, pictures, and bytes that are random as those of encrypted files.</summary>
static class RandomPayload
{
    static readonly string[] Words = "the file report of user system windows memory list all account network at from server not found 2026 path is in users admin local and password value key data total for by to size 127 3389 http on off true".Split(' ');

    /// <summary>The kinds.</summary>
    public static string[] Kinds { get; } = ["text", "gzip", "zip", "pe", "image", "random"];

    /// <summary>A file of one kind.</summary>
    /// <param name="random">What it is made with.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="length">Its length, in bytes; packed files come out as long as they do.</param>
    public static byte[] Of(Random random, string kind, int length) => kind switch
    {
        "text" => Text(random, length),
        "gzip" => Gzip(Lines(random, 3 * length)),
        "zip" => Zip(Lines(random, 3 * length)),
        "pe" => Program(random, length),
        "image" => [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 1, 0, 0, 0, 1, 0, 8, 2, 0, 0, 0, .. Damage.Bytes(random, Math.Max(4, length - 29))],
        _ => Damage.Bytes(random, length),
    };

    /// <summary>Packs.</summary>
    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(content);
        }
        return packed.ToArray();
    }

    /// <summary>An archive of one file.</summary>
    public static byte[] Zip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var file = zip.CreateEntry("report.csv").Open();
            file.Write(content);
        }
        return packed.ToArray();
    }

    static byte[] Text(Random random, int length)
    {
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(Words[random.Next(Words.Length)]).Append(random.Next(9) == 0 ? "\r\n" : " ");
        }
        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    // Numbers, which pack to about a half.
    static byte[] Lines(Random random, int length)
    {
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(random.Next(100_000).ToString(CultureInfo.InvariantCulture)).Append(random.Next(4) == 0 ? "\r\n" : ",");
        }
        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    // The header of MS-DOS with its words, zeros, and code (PE/COFF 2.1).
    static byte[] Program(Random random, int length)
    {
        byte[] head = [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0xB8, .. new byte[43], 0x80, 0, 0, 0, .. "This program cannot be run in DOS mode.\r\r\n$"u8, .. new byte[21], .. "PE"u8, 0, 0, 0x4C, 1, 3, 0];
        return [.. head, .. Enumerable.Range(0, Math.Max(0, length - head.Length)).Select(_ => random.Next(3) == 0 ? (byte)0 : (byte)random.Next(256))];
    }
}
