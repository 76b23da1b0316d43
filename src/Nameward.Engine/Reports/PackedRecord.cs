using System.IO.Compression;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>A triage record as a store keeps it: <c>case.json</c>, packed (gzip, RFC 1952).</summary>
public static class PackedRecord
{
    const int MostBytes = 512 << 20;

    /// <summary>Packs a record.</summary>
    public static byte[] Of(TriageDocument document)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(TriageJson.Indented(document));
        }
        return packed.ToArray();
    }

    /// <summary>The record.</summary>
    /// <exception cref="InvalidDataException">It is not packed so, or larger than any record that this program writes.</exception>
    public static byte[] Unpack(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var record = new MemoryStream();
        var block = new byte[64 << 10];
        for (var read = gzip.Read(block); read > 0; read = gzip.Read(block))
        {
            record.Write(block, 0, read);
            if (record.Length > MostBytes)
            {
                throw new InvalidDataException("it is larger than any record that this program writes");
            }
        }
        return record.ToArray();
    }
}
