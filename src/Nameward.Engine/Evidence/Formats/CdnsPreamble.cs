using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What a C-DNS file begins with (RFC 8618 sections 7.2 and 7.3.1): its type, its version, and the parameters that its blocks choose from.</summary>
static class CdnsPreamble
{
    const int VersionKey = 0, ParametersKey = 3, StorageKey = 0;
    const int Version = 1;

    /// <summary>The item that says that a file is C-DNS: 0x65, a text of five bytes, and the text.</summary>
    public static ReadOnlySpan<byte> FileType => "eC-DNS"u8;

    /// <summary>The same of the first drafts: 0x68, a text of eight bytes, and the text.</summary>
    public static ReadOnlySpan<byte> DraftFileType => "hDNS-STAT"u8;

    /// <summary>Whether a preamble is of the version of the RFC: later minor versions only add to it.</summary>
    public static bool IsOfVersion(ReadOnlySpan<byte> preamble)
    {
        var cursor = new CborCursor(preamble);
        for (var left = cursor.Map(); cursor.Next(ref left);)
        {
            if (cursor.Integer() == VersionKey)
            {
                return cursor.Integer() == Version && !cursor.IsDamaged;
            }
            cursor.Skip();
        }
        return false;
    }

    /// <summary>Reads the parameters of a preamble, in their order; those that are damaged stand in it as such.</summary>
    public static void Read(ReadOnlySpan<byte> preamble, List<CdnsParameters> parameters)
    {
        parameters.Clear();
        var cursor = new CborCursor(preamble);
        for (var left = cursor.Map(); cursor.Next(ref left);)
        {
            if (cursor.Integer() != ParametersKey)
            {
                cursor.Skip();
                continue;
            }
            for (var sets = cursor.Array(); cursor.Next(ref sets);)
            {
                parameters.Add(Set(ref cursor));
            }
        }
    }

    static CdnsParameters Set(ref CborCursor cursor)
    {
        var parameters = new CdnsParameters();
        for (var left = cursor.Map(); cursor.Next(ref left);)
        {
            if (cursor.Integer() == StorageKey)
            {
                parameters = CdnsParameters.Read(ref cursor);
            }
            else
            {
                cursor.Skip();
            }
        }
        return cursor.IsDamaged ? default : parameters;
    }
}
