using System.Buffers;
using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Seconds of a day, held in a few whole stretches of it: of those in which anything happened the ones with the lowest hashes, which lie anywhere in the day.
/// A stretch that was left out never comes back, as it takes lower ones to push it out; so each that is held has all of its seconds, in any order.
/// </summary>
/// <remarks>
/// The earliest or the fullest ones could be filled on purpose. Over files the seed of the hash is known (<see cref="NameHashing.Seed"/>): who fills just these hides a
/// clock of less than half a minute, and is seen by how much that asks.
/// </remarks>
sealed class SecondStretches : IMergeable<SecondStretches>
{
    /// <summary>Stretches that are held.</summary>
    public const int Most = 4;

    SecondStretch[] _held = [];
    int _count;

    /// <summary>The stretches, lowest hash first.</summary>
    public ReadOnlySpan<SecondStretch> Held => _held.AsSpan(0, _count);

    /// <summary>Bytes of memory held.</summary>
    public long Bytes => _held.Length * (long)Unsafe.SizeOf<SecondStretch>();

    /// <summary>Takes in a second of the day.</summary>
    public void Add(uint second)
    {
        var number = (byte)(second / SecondStretch.Seconds);
        var at = PlaceOf(number);
        if (at < Most)
        {
            _held[at].Add((int)(second % SecondStretch.Seconds));
        }
    }

    /// <summary>Forgets everything but keeps its memory.</summary>
    public void Clear() => _count = 0;

    /// <inheritdoc/>
    public void Merge(SecondStretches other)
    {
        foreach (ref readonly var stretch in other.Held)
        {
            var at = PlaceOf(stretch.Number);
            if (at < Most)
            {
                _held[at].Join(stretch);
            }
        }
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        to.Byte((byte)_count);
        foreach (ref readonly var stretch in Held)
        {
            stretch.WriteTo(to);
        }
    }

    /// <inheritdoc/>
    public static SecondStretches ReadFrom(ref StateReader from)
    {
        var stretches = new SecondStretches();
        for (var left = from.Byte(); left > 0; left--)
        {
            var number = from.Byte();
            var stretch = SecondStretch.ReadFrom(Math.Min(number, SecondStretch.Last), ref from);
            var at = stretches.PlaceOf(stretch.Number);
            if (at < Most)
            {
                stretches._held[at].Join(stretch);
            }
        }
        return stretches;
    }

    /// <summary>Where a stretch is held, from now on if it was not; <see cref="Most"/> where it is left out.</summary>
    int PlaceOf(byte number)
    {
        var (at, hash) = (0, SecondStretch.HashOf(number));
        while (at < _count && _held[at].Number != number && SecondStretch.HashOf(_held[at].Number) < hash)
        {
            at++;
        }
        if (at == Most || (at < _count && _held[at].Number == number))
        {
            return at;
        }
        _held = _held.Length > 0 ? _held : new SecondStretch[Most];
        _count = Math.Min(_count + 1, Most);
        Array.Copy(_held, at, _held, at + 1, _count - at - 1);
        _held[at] = new() { Number = number };
        return at;
    }
}

/// <summary>A quarter of an hour of a UTC day, second by second.</summary>
struct SecondStretch
{
    /// <summary>How long it is.</summary>
    public const int Seconds = 900;

    /// <summary>Number of the last one of a day.</summary>
    public const byte Last = (byte)(OccupiedSeconds.LastSecond / Seconds);

    const int WordBits = 64, Words = (Seconds + WordBits - 1) / WordBits;

    SecondBits _bits;

    /// <summary>Its number in the day, from 0.</summary>
    public byte Number { get; init; }

    /// <summary>By which stretches are chosen.</summary>
    public static ulong HashOf(byte number) => WyHash.Of((ulong)number, NameHashing.Seed);

    /// <summary>Occupies a second of it.</summary>
    public void Add(int second) => _bits[second / WordBits] |= 1UL << second % WordBits;

    /// <summary>Takes in what is known of the same stretch elsewhere.</summary>
    public void Join(in SecondStretch other)
    {
        for (var word = 0; word < Words; word++)
        {
            _bits[word] |= other._bits[word];
        }
    }

    /// <summary>Copies the occupied seconds, counted from the begin of the stretch and ascending, to a span of <see cref="Seconds"/>.</summary>
    /// <returns>How many they are.</returns>
    public readonly int CopyTo(Span<uint> seconds)
    {
        var count = 0;
        for (var second = 0; second < Seconds; second++)
        {
            if ((_bits[second / WordBits] >> second % WordBits & 1) != 0)
            {
                seconds[count++] = (uint)second;
            }
        }
        return count;
    }

    /// <summary>Writes its canonical bytes.</summary>
    public readonly void WriteTo(IBufferWriter<byte> to)
    {
        to.Byte(Number);
        for (var word = 0; word < Words; word++)
        {
            to.U64(_bits[word]);
        }
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote behind the number.</summary>
    public static SecondStretch ReadFrom(byte number, ref StateReader from)
    {
        var stretch = new SecondStretch { Number = number };
        for (var word = 0; word < Words; word++)
        {
            stretch._bits[word] = from.U64();
        }
        stretch._bits[Words - 1] &= ulong.MaxValue >> Words * WordBits - Seconds;
        return stretch;
    }

    [InlineArray(Words)]
    struct SecondBits
    {
        ulong _first;
    }
}
