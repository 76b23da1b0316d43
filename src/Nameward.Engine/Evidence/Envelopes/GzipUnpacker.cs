namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// Gzip (RFC 1952), of one member or many. A damaged member is given as far as it goes; then the next readable one is looked for, from a little before the damage
/// on, as damaged data may have been taken to go on over the head of a member. Two halves never look like one line: a line feed is put between.
/// </summary>
sealed class GzipUnpacker : IUnpacker
{
    const string IsDamaged = "the gzip data is damaged", EndsEarly = "the file ends early", IsFollowed = "behind the gzip data follows something else";

    static readonly byte[] LineFeed = "\n"u8.ToArray();

    readonly PackedInput _input;
    readonly Inflater _inflater;
    readonly DamageNotes _notes = new();
    GzipSearch? _search;
    Place _place;
    long _unpacked;
    byte _last;

    /// <summary>Stands where <paramref name="below"/> stands, which is its start.</summary>
    public GzipUnpacker(UnpackedBytes below)
    {
        _input = new(below);
        _inflater = new(_input, Packing.Gzip);
    }

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
    public void Dispose() => _inflater.Dispose();

    ReadOnlyMemory<byte> Begin()
    {
        _inflater.Begin();
        _place = Place.InMember;
        return default;
    }

    ReadOnlyMemory<byte> Unpack()
    {
        var step = _inflater.Step();
        if (!step.IsEmpty)
        {
            _unpacked += step.Length;
            _last = step.Span[^1];
            return step;
        }
        switch (_inflater.State)
        {
            case InflateState.Whole:
                _place = Place.AtEnd;
                break;
            case InflateState.Cut:
                Recover(EndsEarly, IsDamaged);
                break;
            case InflateState.Followed:
                Recover(IsFollowed + ", which was not read", IsFollowed);
                break;
            default:
                Recover(IsDamaged, IsDamaged);
                break;
        }
        return default;
    }

    void Recover(string ifLast, string ifMore)
    {
        _search ??= new();
        var damaged = _inflater.EndsAt;
        _input.GoTo(damaged);
        if (!IsMemberNear())
        {
            // A whole member is not looked into.
            _input.GoTo(_inflater.State == InflateState.Followed ? damaged : Math.Max(_inflater.Member + 1, damaged - PackedInput.Remembered / 2));
        }
        var isMore = _search.GoToMember(_input);
        _notes.Add(isMore
            ? Words.Say($"{ifMore}, {_unpacked:N0} bytes unpacked, at packed byte {damaged:N0}; reading went on at packed byte {_input.Position:N0}")
            : Words.Say($"{ifLast}, {_unpacked:N0} bytes unpacked"));
        _place = isMore ? Place.BehindDamage : Place.AtEnd;
    }

    // Behind a wrong check sum, the first half of the trailer, stands the other half.
    bool IsMemberNear()
    {
        if (_search!.IsHere(_input))
        {
            return true;
        }
        var isMore = _input.Has(GzipHeader.TrailerBytes / 2);
        _input.At += isMore ? GzipHeader.TrailerBytes / 2 : 0;
        return isMore && _search.IsHere(_input);
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
