namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>The block in front of each member of a tar archive (POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar 1.35, "Basic Tar Format").</summary>
readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    /// <summary>Bytes of a block.</summary>
    public const int Bytes = 512;

    /// <summary>Where the magic stands.</summary>
    public const int MagicAt = 257;

    const int NameBytes = 100, SizeAt = 124, SizeBytes = 12, SumAt = 148, SumBytes = 8, TypeAt = 156, PrefixAt = 345, PrefixBytes = 155;

    readonly ReadOnlySpan<byte> _block = block;

    /// <summary>"ustar", in front of its end in the standard or of two spaces in GNU's.</summary>
    public static ReadOnlySpan<byte> Magic => "ustar"u8;

    /// <summary>The kind of member.</summary>
    public byte Type => _block[TypeAt];

    /// <summary>Bytes of the member; -1 where they cannot be told.</summary>
    public long Size => Number(_block.Slice(SizeAt, SizeBytes));

    /// <summary>Its name, with the folder in front that the standard puts elsewhere.</summary>
    public string Name
    {
        get
        {
            var name = ArchiveNames.Text(Text(_block[..NameBytes]));
            var prefix = _block[MagicAt..].StartsWith("ustar\0"u8) ? Text(_block.Slice(PrefixAt, PrefixBytes)) : [];
            return prefix.IsEmpty ? name : $"{ArchiveNames.Text(prefix)}/{name}";
        }
    }

    /// <summary>Whether a block has the check sum that only such a header has; old ones have no magic.</summary>
    public static bool IsTar(ReadOnlySpan<byte> head)
    {
        if (head.Length < Bytes)
        {
            return false;
        }
        var sum = 0;
        foreach (var c in head[..Bytes])
        {
            sum += c;
        }
        var field = head.Slice(SumAt, SumBytes);
        foreach (var c in field)
        {
            sum += ' ' - c;
        }
        return head[0] != 0 && Number(field) == sum;
    }

    static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }

    // Octal digits between spaces and zeros; or, from GNU, a binary number behind a byte 0x80.
    static long Number(ReadOnlySpan<byte> field)
    {
        if (field[0] == 0x80)
        {
            return field[1..^7].IndexOfAnyExcept((byte)0) >= 0 ? -1 : Binary(field[^7..]);
        }
        var digits = field.Trim(" \0"u8);
        var value = 0L;
        foreach (var c in digits)
        {
            if (c is < (byte)'0' or > (byte)'7')
            {
                return -1;
            }
            value = value << 3 | (uint)(c - '0');
        }
        return digits.IsEmpty ? -1 : value;
    }

    static long Binary(ReadOnlySpan<byte> bytes)
    {
        var value = 0L;
        foreach (var c in bytes)
        {
            value = value << 8 | c;
        }
        return value;
    }
}
