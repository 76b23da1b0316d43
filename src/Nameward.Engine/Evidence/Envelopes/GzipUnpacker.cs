using System.Buffers.Binary;
using Nameward.Engine.Evidence.Envelopes.Deflate;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// Gzip (RFC 1952), of one member or many. A damaged member is given as far as it goes; then the next readable one is looked for, from a little before the damage
/// on, as damaged data may have been taken to go on over the head of a member. Two halves never look like one line: a line feed is put between.
/// </summary>
sealed class GzipUnpacker(UnpackedBytes below) : IUnpacker
{
    const string IsDamaged = "the gzip data is damaged", EndsEarly = "the file ends early";

    static readonly byte[] LineFeed = "\n"u8.ToArray();

    readonly PackedInput _input = new(below);
    readonly DamageNotes _notes = new();
    Inflater? _inflater;
    GzipSearch? _search;
    Place _place = Place.BeforeMember;
    long _member;
    long _unpacked;
    long _unpackedBefore;
    uint _sum;
    byte _last;

    enum Place
    {
        BeforeMember,
        InMember,
        BehindDamage,
        AtEnd,
    }

    /// <inheritdoc/>
    public string? Damage => _notes.Text;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Next()
    {
        ReadOnlyMemory<byte> next = default;
        while (next.IsEmpty && _place != Place.AtEnd)
        {
            next = _place switch
            {
                Place.InMember => Unpack(),
                Place.BehindDamage => Separate(),
                _ => Begin(),
            };
        }
        return next;
    }

    /// <inheritdoc/>
    public void Restart()
    {
        _input.Restart();
        _notes.Clear();
        (_place, _search, _unpacked) = (Place.BeforeMember, null, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    ReadOnlyMemory<byte> Begin()
    {
        _member = _input.Position;
        if (GzipHeader.TrySkip(_input))
        {
            _inflater ??= new(_input);
            _inflater.Reset(_input);
            (_place, _sum, _unpackedBefore) = (Place.InMember, 0, _unpacked);
        }
        else if (_member > 0 && _input.Position == _member && !_input.Has(1))
        {
            _place = Place.AtEnd;
        }
        else
        {
            BeginElsewhere();
        }
        return default;
    }

    void BeginElsewhere()
    {
        var isUntouched = _input.Position == _member;
        var magic = GzipHeader.Magic[..Math.Min(GzipHeader.Magic.Length, _input.Ahead.Length)];
        if (isUntouched && !_input.Ahead.StartsWith(magic))
        {
            Recover("behind the gzip data follows something else, which was not read", "behind the gzip data follows something else");
        }
        else
        {
            Recover(_input.Has(isUntouched ? GzipHeader.FixedBytes : 1) ? IsDamaged : EndsEarly, IsDamaged);
        }
    }

    ReadOnlyMemory<byte> Unpack()
    {
        var step = _inflater!.Step();
        if (!step.IsEmpty)
        {
            _sum = Crc32.Append(_sum, step.Span);
            _unpacked += step.Length;
            _last = step.Span[^1];
            return step;
        }
        if (_inflater.State == InflateState.Whole && _input.Has(GzipHeader.TrailerBytes))
        {
            CheckTrailer();
        }
        else
        {
            Recover(_inflater.State == InflateState.Damaged ? IsDamaged : EndsEarly, IsDamaged);
        }
        return default;
    }

    void CheckTrailer()
    {
        var trailer = _input.Ahead[..GzipHeader.TrailerBytes];
        var isRight = BinaryPrimitives.ReadUInt32LittleEndian(trailer) == _sum
            && BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == (uint)(_unpacked - _unpackedBefore);
        _input.At += GzipHeader.TrailerBytes;
        _place = Place.BeforeMember;
        if (!isRight)
        {
            Recover(IsDamaged, IsDamaged);
        }
    }

    void Recover(string ifLast, string ifMore)
    {
        _search ??= new();
        var damaged = _input.Position;
        if (!_search.IsHere(_input))
        {
            _input.GoTo(Math.Max(_member + 1, damaged - PackedInput.Remembered / 2));
        }
        var isMore = _search.GoToMember(_input);
        _notes.Add(isMore
            ? Words.Say($"{ifMore}, {_unpacked:N0} bytes unpacked, at packed byte {damaged:N0}; reading went on at packed byte {_input.Position:N0}")
            : Words.Say($"{ifLast}, {_unpacked:N0} bytes unpacked"));
        _place = isMore ? Place.BehindDamage : Place.AtEnd;
    }

    ReadOnlyMemory<byte> Separate()
    {
        _place = Place.BeforeMember;
        if (_unpacked == 0 || _last == (byte)'\n')
        {
            return default;
        }
        _unpacked++;
        _last = (byte)'\n';
        return LineFeed;
    }
}
