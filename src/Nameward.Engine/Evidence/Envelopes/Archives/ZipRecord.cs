using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>One member as the directory of a zip archive has it (PKWARE APPNOTE 6.3.10, section 4.3.12), or its own head (4.3.7).</summary>
sealed record ZipRecord
{
    /// <summary>Bytes of a head in front of the name.</summary>
    public const int LocalBytes = 30;

    const int EntryBytes = 46, Encrypted = 1, LinkType = 0xA, Stored = 0, Deflated = 8;

    /// <summary>What each entry of the directory begins with.</summary>
    public static ReadOnlySpan<byte> EntryMagic => "PK\x01\x02"u8;

    /// <summary>What each member begins with.</summary>
    public static ReadOnlySpan<byte> LocalMagic => "PK\x03\x04"u8;

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>General purpose flags (section 4.4.4).</summary>
    public required int Flags { get; init; }

    /// <summary>Method of packing (section 4.4.5).</summary>
    public required int Method { get; init; }

    /// <summary>CRC-32 of what is packed.</summary>
    public required uint Sum { get; init; }

    /// <summary>Bytes in the archive.</summary>
    public long Packed { get; init; }

    /// <summary>Bytes when unpacked; negative where they are not known beforehand.</summary>
    public long Unpacked { get; init; }

    /// <summary>Where its head stands; of a head, where its data begins.</summary>
    public long Offset { get; init; }

    /// <summary>Kind of file, where it was packed on Unix.</summary>
    public int UnixType { get; init; }

    /// <summary>Whether it is a file, and no folder and no link.</summary>
    public bool IsFile => Name is not [.., '/' or '\\'] && UnixType != LinkType;

    /// <summary>Reads an entry of the directory and goes behind it; null where there is none.</summary>
    public static ZipRecord? TryRead(PackedInput input)
    {
        if (!input.Has(EntryBytes) || !input.Ahead.StartsWith(EntryMagic))
        {
            return null;
        }
        Span<byte> entry = stackalloc byte[EntryBytes];
        input.Ahead[..EntryBytes].CopyTo(entry);
        input.At += EntryBytes;
        var (name, extra) = (Take(input, UInt16(entry, 28)), Take(input, UInt16(entry, 30)));
        Take(input, UInt16(entry, 32));
        return Of(entry[8..], name, extra, BinaryPrimitives.ReadUInt32LittleEndian(entry[42..])) with { UnixType = entry[41] >> 4 };
    }

    /// <summary>Reads the head of a member and goes behind it; null where there is none.</summary>
    public static ZipRecord? TryReadLocal(PackedInput input)
    {
        if (!input.Has(LocalBytes) || !input.Ahead.StartsWith(LocalMagic))
        {
            return null;
        }
        Span<byte> head = stackalloc byte[LocalBytes];
        input.Ahead[..LocalBytes].CopyTo(head);
        input.At += LocalBytes;
        var (name, extra) = (Take(input, UInt16(head, 26)), Take(input, UInt16(head, 28)));
        return Of(head[6..], name, extra, 0) with { Offset = input.Position };
    }

    /// <summary>What the directory's entry and the member's head have alike, from the flags on.</summary>
    static ZipRecord Of(ReadOnlySpan<byte> fields, byte[] name, byte[] extra, uint offset)
    {
        var sizes = new ZipSizes(BinaryPrimitives.ReadUInt32LittleEndian(fields[16..]), BinaryPrimitives.ReadUInt32LittleEndian(fields[12..]), offset).With(extra);
        return new()
        {
            Name = ArchiveNames.Text(name),
            Flags = UInt16(fields, 0),
            Method = UInt16(fields, 2),
            Sum = BinaryPrimitives.ReadUInt32LittleEndian(fields[8..]),
            Unpacked = sizes.Unpacked,
            Packed = sizes.Packed,
            Offset = sizes.Offset,
        };
    }

    /// <summary>The member of an entry of the directory, whose data stands behind its own head.</summary>
    /// <param name="place">The archive.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="shift">Bytes in front of the archive, which its offsets do not count.</param>
    public ArchiveMember ToMember(ArchivePlace place, UnpackedBytes bytes, long shift)
    {
        Span<byte> head = stackalloc byte[LocalBytes];
        var at = Offset + shift;
        var isThere = at >= 0 && bytes.SkipTo(at) && bytes.Fill(head) == head.Length && head.StartsWith(LocalMagic);
        return ToMember(place, isThere ? at + LocalBytes + UInt16(head, 26) + UInt16(head, 28) : -1);
    }

    /// <summary>The member whose data begins at <paramref name="data"/>; negative where that is not known.</summary>
    public ArchiveMember ToMember(ArchivePlace place, long data) => new()
    {
        Archive = place,
        Name = Name,
        Offset = data,
        Length = Packed,
        Packing = new(Method == Deflated, Unpacked, Sum),
        Refusal = (Flags & Encrypted) != 0 ? "encrypted; unpack it with its password first"
            : Method is not (Stored or Deflated) ? Words.Say($"packed with method {Method} of zip, which is not read; unpack the archive first")
            : data < 0 || Packed < 0 ? "the zip archive does not hold it where its directory says"
            : null,
    };

    static byte[] Take(PackedInput input, int count)
    {
        var taken = input.Has(count) ? input.Ahead[..count].ToArray() : [];
        input.At += taken.Length;
        return taken;
    }

    static int UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
