namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// Reads one item of CBOR that <see cref="CborItem.Measure"/> has found whole. What is not of the type asked for ends the reading: from there on the cursor is
/// damaged and gives nothing.
/// </summary>
ref struct CborCursor(ReadOnlySpan<byte> item)
{
    const long ToBreak = -1;

    /// <summary>A first byte below this is a number by itself (RFC 8949 section 3.1), as most keys and many values are.</summary>
    const byte NotByItself = 24;

    ReadOnlySpan<byte> _rest = item;

    /// <summary>Whether something was not what it was asked for.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Steps into a map.</summary>
    /// <returns>What <see cref="Next"/> counts down.</returns>
    public long Map() => Enter(CborMajor.Map);

    /// <summary>Steps into an array.</summary>
    /// <returns>What <see cref="Next"/> counts down.</returns>
    public long Array() => Enter(CborMajor.Array);

    /// <summary>Whether another entry of a map or array follows; behind the last it steps out.</summary>
    public bool Next(ref long left)
    {
        if (IsDamaged || left == 0)
        {
            return false;
        }
        if (left != ToBreak)
        {
            left--;
            return true;
        }
        if (_rest is not [CborHead.Break, ..])
        {
            return true;
        }
        _rest = _rest[1..];
        left = 0;
        return false;
    }

    /// <summary>An integer; 0 where there is none, or one that 63 bits do not hold.</summary>
    public long Integer()
    {
        if (_rest is [< NotByItself and var itself, ..])
        {
            _rest = _rest[1..];
            return itself;
        }
        var head = Head();
        if (head.Major is not CborMajor.Unsigned and not CborMajor.Negative || head.Argument > long.MaxValue)
        {
            IsDamaged = true;
            return 0;
        }
        return head.Major == CborMajor.Unsigned ? (long)head.Argument : -1 - (long)head.Argument;
    }

    /// <summary>A run of bytes in one piece; empty where there is none.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        var head = Head();
        if (head.Major != CborMajor.Bytes || head.IsIndefinite || head.Argument > (ulong)_rest.Length)
        {
            IsDamaged = true;
            return [];
        }
        var bytes = _rest[..(int)head.Argument];
        _rest = _rest[bytes.Length..];
        return bytes;
    }

    /// <summary>Moves over an item of any kind.</summary>
    public void Skip()
    {
        var length = IsDamaged ? 0 : CborItem.Measure(_rest);
        IsDamaged |= length <= 0;
        _rest = IsDamaged ? [] : _rest[length..];
    }

    /// <summary>Reads a map whose keys are integers: the integer of key i goes to place i, and the rest is passed over.</summary>
    public void Integers(scoped Span<long> values)
    {
        for (var left = Map(); Next(ref left);)
        {
            var key = Integer();
            if (key >= 0 && key < values.Length)
            {
                values[(int)key] = Integer();
            }
            else
            {
                Skip();
            }
        }
    }

    long Enter(CborMajor major)
    {
        var head = Head();
        IsDamaged |= head.Major != major || head.Argument > int.MaxValue;
        return IsDamaged ? 0 : head.IsIndefinite ? ToBreak : (long)head.Argument;
    }

    CborHead Head()
    {
        var head = IsDamaged ? default : CborHead.Read(_rest);
        IsDamaged |= head.Length <= 0;
        _rest = IsDamaged ? [] : _rest[head.Length..];
        // A type that nothing asks for, where there is no head.
        return IsDamaged ? new(CborMajor.Simple, 0, false, 0) : head;
    }
}
