namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>
/// Goes over a tar archive from front to back. Names that do not fit their field stand in members of their own in front (GNU's L, the standard's x). Behind damage
/// the next header is looked for, at any byte.
/// </summary>
sealed class TarWalk(UnpackedBytes bytes, ArchivePlace place, CancellationToken cancel)
{
    const int MostDamages = 64, MostExtendedBytes = 128 << 10;

    readonly DamageNotes _notes = new();
    readonly byte[] _block = new byte[TarHeader.Bytes];
    long _at;
    int _damages;
    string? _name;
    long? _size;
    bool _isEnded;

    /// <summary>What is wrong with the archive; complete when there are no more members.</summary>
    public string? Damage => _notes.Text;

    /// <summary>Its files, without folders and links; each may be read before the next one is asked for.</summary>
    public IEnumerable<ArchiveMember> Members()
    {
        while (HasBlock())
        {
            cancel.ThrowIfCancellationRequested();
            if (_block.AsSpan().IndexOfAnyExcept((byte)0) < 0)
            {
                _isEnded = true;
                _at += TarHeader.Bytes;
            }
            else if (Take() is { } member)
            {
                yield return member;
            }
        }
        if (!_isEnded)
        {
            _notes.Add("the tar archive ends early; members may be missing");
        }
    }

    bool HasBlock()
    {
        var isThere = _damages < MostDamages && (bytes.Offset == _at || bytes.SkipTo(_at));
        return isThere && bytes.Fill(_block) == _block.Length;
    }

    ArchiveMember? Take()
    {
        _isEnded = false;
        var header = new TarHeader(_block);
        var size = TarHeader.IsTar(_block) ? _size ?? header.Size : -1;
        if (size < 0 || size > long.MaxValue / 2 - _at)
        {
            Search();
            return null;
        }
        var data = _at + TarHeader.Bytes;
        _at = data + (size + TarHeader.Bytes - 1) / TarHeader.Bytes * TarHeader.Bytes;
        return Take(header, data, size);
    }

    ArchiveMember? Take(TarHeader header, long data, long size)
    {
        switch (header.Type)
        {
            case (byte)'L':
                _name = ArchiveNames.Text(Extended(size).TrimEnd((byte)0));
                return null;
            case (byte)'x':
                TakeRecords(Extended(size));
                return null;
            case (byte)'K' or (byte)'g':
                return null;
        }
        var name = _name ?? header.Name;
        (_name, _size) = (null, null);
        var isSparse = header.Type == (byte)'S';
        var isFile = (header.Type is 0 or (byte)'0' or (byte)'7' && !name.EndsWith('/')) || isSparse;
        return isFile ? new()
        {
            Archive = place,
            Name = name,
            Offset = data,
            Length = size,
            Refusal = isSparse ? "a file with holes, as GNU tar packs it, which is not read; unpack the archive first: tar -xf FILE -C FOLDER, then name the folder" : null,
        } : null;
    }

    ReadOnlySpan<byte> Extended(long size)
    {
        var text = new byte[Math.Min(size, MostExtendedBytes)];
        return text.AsSpan(0, bytes.Fill(text));
    }

    // "27 path=inner/name.log\n": a length that counts all of it, a word, a value (pax, "pax Header Block").
    void TakeRecords(ReadOnlySpan<byte> records)
    {
        while (records.IndexOf((byte)' ') is > 0 and var space
            && int.TryParse(records[..space], out var length) && length > space + 1 && length <= records.Length)
        {
            var record = records[(space + 1)..length].TrimEnd((byte)'\n');
            if (record.StartsWith("path="u8))
            {
                _name = ArchiveNames.Text(record["path=".Length..]);
            }
            else if (record.StartsWith("size="u8) && long.TryParse(record["size=".Length..], out var size))
            {
                _size = size;
            }
            records = records[length..];
        }
    }

    void Search()
    {
        var damaged = _at;
        var isMore = ++_damages < MostDamages && GoToHeader();
        (_name, _size) = (null, null);
        _notes.Add(isMore
            ? Words.Say($"the tar archive is damaged at byte {damaged:N0}; reading went on at byte {_at:N0}")
            : Words.Say($"the tar archive is damaged at byte {damaged:N0}; what lies behind was not read"));
        // What is missing was told.
        _isEnded = true;
        _damages = isMore ? _damages : MostDamages;
    }

    bool GoToHeader()
    {
        var start = _at;
        var input = new PackedInput(new SliceBytes(bytes, start, long.MaxValue - start));
        while (input.Has(TarHeader.Magic.Length))
        {
            cancel.ThrowIfCancellationRequested();
            var ahead = input.Ahead.IndexOf(TarHeader.Magic);
            input.At += ahead < 0 ? input.Ahead.Length - TarHeader.Magic.Length + 1 : ahead;
            if (ahead < 0)
            {
                continue;
            }
            var header = input.Position - TarHeader.MagicAt;
            if (header > 0 && IsHeader(input, header))
            {
                _at = start + header;
                return true;
            }
            input.At++;
        }
        return false;
    }

    static bool IsHeader(PackedInput input, long at)
    {
        input.GoTo(at);
        var isHeader = input.Has(TarHeader.Bytes) && TarHeader.IsTar(input.Ahead);
        input.GoTo(at + TarHeader.MagicAt);
        return isHeader;
    }
}
