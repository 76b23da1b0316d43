using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Nameward.Engine.Evidence.Envelopes.Deflate;

/// <summary>
/// Unpacks deflate data (RFC 1951). Own code, because damage must be survived: it gives every byte before the damage, never throws, knows at which packed byte it
/// stands, takes not one byte behind the end, and does the same on every machine; System.IO.Compression does none of these.
/// </summary>
sealed class Inflater(PackedInput input)
{
    const int History = 32 << 10, StepBytes = 64 << 10, Limit = History + StepBytes;
    const int LongestMatch = 258, CopySlack = 8, BitsForLiteral = HuffmanTable.MostBits, BitsForDistance = 5 + HuffmanTable.MostBits + 13;
    const int FastLiteralBits = 11, FastDistanceBits = 9;

    readonly byte[] _out = new byte[Limit + LongestMatch + CopySlack];
    readonly HuffmanTable _literals = new(FastLiteralBits, Meaning.OfLiterals);
    readonly HuffmanTable _distances = new(FastDistanceBits, Meaning.OfDistances);
    readonly BlockCodes _codes = new();
    Func<int, int>? _nextBits;
    PackedInput _input = input;
    ulong _bits;
    int _count;
    int _padding;
    int _at;
    int _stored;
    Block _block;
    bool _isLastBlock;

    enum Block
    {
        None,
        Stored,
        Coded,
    }

    /// <summary>How far it is.</summary>
    public InflateState State { get; private set; }

    /// <summary>Begins another stream.</summary>
    public void Reset(PackedInput input)
    {
        _input = input;
        (_bits, _count, _padding, _at, _stored, _block, _isLastBlock, State) = (0, 0, 0, 0, 0, Block.None, false, InflateState.Going);
    }

    /// <summary>
    /// The next bytes, about 64 KiB; fewer, and <see cref="State"/> says why, where the stream ends. The input stands behind the last byte that was used then.
    /// </summary>
    public ReadOnlyMemory<byte> Step()
    {
        if (_at >= Limit)
        {
            _out.AsSpan(_at - History, History).CopyTo(_out);
            _at = History;
        }
        var from = _at;
        while (State == InflateState.Going && _at < Limit)
        {
            Advance();
        }
        if (State != InflateState.Going)
        {
            GiveBack();
        }
        return _out.AsMemory(from, _at - from);
    }

    void Advance()
    {
        switch (_block)
        {
            case Block.None:
                State = _isLastBlock ? InflateState.Whole : Begin();
                break;
            case Block.Stored:
                CopyStored();
                break;
            default:
                Decode();
                break;
        }
    }

    InflateState Begin()
    {
        var head = Bits(3);
        _isLastBlock = (head & 1) != 0;
        return (head >> 1) switch
        {
            0 => BeginStored(),
            1 => BeginCoded(_codes.SetFixed(_literals, _distances)),
            2 => BeginCoded(_codes.Read(_nextBits ??= Bits, _literals, _distances)),
            _ => Wrong(_count),
        };
    }

    InflateState BeginStored()
    {
        GiveBack();
        var (length, check) = (Bits(16), Bits(16));
        if (_count < _padding || (length ^ check) != 0xFFFF)
        {
            return Wrong(_count);
        }
        GiveBack();
        (_block, _stored) = (Block.Stored, length);
        return InflateState.Going;
    }

    InflateState BeginCoded(bool isCode)
    {
        _block = Block.Coded;
        return isCode && _count >= _padding ? InflateState.Going : Wrong(_count);
    }

    void CopyStored()
    {
        if (_stored == 0)
        {
            _block = Block.None;
            return;
        }
        if (!_input.Has(1))
        {
            State = InflateState.Cut;
            return;
        }
        var bytes = _input.Ahead;
        bytes = bytes[..Math.Min(bytes.Length, Math.Min(_stored, Limit - _at))];
        bytes.CopyTo(_out.AsSpan(_at));
        _input.At += bytes.Length;
        _at += bytes.Length;
        _stored -= bytes.Length;
    }

    // The hot loop: bits and places stand in locals. A symbol of which even one bit is not there is not given.
    void Decode()
    {
        var (bits, count, at) = (_bits, _count, _at);
        uint[] literals = _literals.Fast, distances = _distances.Fast;
        var to = _out;
        while (at < Limit)
        {
            if (count < BitsForLiteral)
            {
                Refill(ref bits, ref count);
            }
            var symbol = literals[bits & (1 << FastLiteralBits) - 1];
            symbol = symbol != 0 ? symbol : _literals.Slow(bits);
            Drop(ref bits, ref count, Meaning.CodeBits(symbol));
            if ((symbol & Meaning.KindMask) == Meaning.Literal && count >= _padding)
            {
                to[at++] = (byte)Meaning.Value(symbol);
                continue;
            }
            if ((symbol & Meaning.KindMask) != Meaning.Base)
            {
                EndBlock(symbol, count);
                break;
            }
            if (count < BitsForDistance)
            {
                Refill(ref bits, ref count);
            }
            var length = Meaning.Value(symbol) + Extra(ref bits, ref count, symbol);
            symbol = distances[bits & (1 << FastDistanceBits) - 1];
            symbol = symbol != 0 ? symbol : _distances.Slow(bits);
            Drop(ref bits, ref count, Meaning.CodeBits(symbol));
            var distance = Meaning.Value(symbol) + Extra(ref bits, ref count, symbol);
            if ((symbol & Meaning.KindMask) != Meaning.Base || distance > at || count < _padding)
            {
                State = Wrong(count);
                break;
            }
            Copy(to, at, distance, length);
            at += length;
        }
        (_bits, _count, _at) = (bits, count, at);
    }

    void EndBlock(uint symbol, int count)
    {
        _block = Block.None;
        if ((symbol & Meaning.KindMask) != Meaning.EndOfBlock || count < _padding)
        {
            State = Wrong(Meaning.CodeBits(symbol) == 0 ? count - HuffmanTable.MostBits : count);
        }
    }

    // Eight bytes at once where they do not overlap; what is written too far is written over later.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Copy(byte[] to, int at, int distance, int length)
    {
        if (distance < 8)
        {
            for (var i = 0; i < length; i++)
            {
                to[at + i] = to[at + i - distance];
            }
            return;
        }
        for (var i = 0; i < length; i += 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(to.AsSpan(at + i), BinaryPrimitives.ReadUInt64LittleEndian(to.AsSpan(at + i - distance)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Extra(ref ulong bits, ref int count, uint symbol)
    {
        var width = Meaning.ExtraBits(symbol);
        var value = (int)(bits & (1UL << width) - 1);
        Drop(ref bits, ref count, width);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Drop(ref ulong bits, ref int count, int width)
    {
        bits >>= width;
        count -= width;
    }

    // What stands above the counted bits is the beginning of the bytes that follow, so that to add these once more changes nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Refill(ref ulong bits, ref int count)
    {
        var input = _input;
        if (input.End - input.At < 8)
        {
            RefillAtEnd(ref bits, ref count);
            return;
        }
        bits |= BinaryPrimitives.ReadUInt64LittleEndian(input.Window.AsSpan(input.At)) << count;
        input.At += 63 - count >> 3;
        count |= 56;
    }

    void RefillAtEnd(ref ulong bits, ref int count)
    {
        _input.Has(8);
        for (; count <= 56; count += 8)
        {
            if (_input.Has(1))
            {
                bits |= (ulong)_input.Window[_input.At++] << count;
            }
            else
            {
                _padding += 8;
            }
        }
    }

    // Past the end of the input the bits are zeros; whoever asks checks the padding.
    int Bits(int width)
    {
        if (_count < width)
        {
            Refill(ref _bits, ref _count);
        }
        var value = (int)(_bits & (1UL << width) - 1);
        Drop(ref _bits, ref _count, width);
        return value;
    }

    InflateState Wrong(int count) => _padding > 0 && count < _padding ? InflateState.Cut : InflateState.Damaged;

    // Leaves the rest of a byte, and goes back over whole bytes that were fetched but not used.
    void GiveBack()
    {
        _input.At -= Math.Max(0, _count - _padding >> 3);
        (_bits, _count, _padding) = (0, 0, 0);
    }
}
