using System.Buffers;
using System.Numerics;

namespace Nameward.Engine.Rollups;

/// <summary>
/// The seconds of one UTC day in which something happened, as a rhythm needs them, in at most 2 kB. Up to <see cref="MostExact"/> they are held one by one. Of more,
/// the whole day is held in steps of <see cref="StepSeconds"/>, in which intervals from half a minute on show, and a few stretches of a quarter of an hour are
/// held by the second, for shorter ones. The result depends on the set of seconds alone: any order and any parts give the same bytes.
/// </summary>
/// <remarks>
/// No burst makes the day coarser: its steps are as long whatever happens, so that a clock of a minute is seen beside hours that are full of messages. Only which
/// stretches are held is a choice, and each is held whole or not at all, so that its gaps are true (<see cref="SecondStretches"/>).
/// </remarks>
sealed class OccupiedSeconds : IMergeable<OccupiedSeconds>
{
    /// <summary>Most seconds that are held one by one.</summary>
    public const int MostExact = 440;

    /// <summary>Seconds of a step of the day, where there are more.</summary>
    public const int StepSeconds = 8;

    /// <summary>The last second of a day; what says a later one is damaged, and taken for it.</summary>
    public const uint LastSecond = 86_399;

    const int WordBits = 64, Steps = (int)LastSecond / StepSeconds + 1, Words = (Steps + WordBits - 1) / WordBits;

    readonly SecondStretches _stretches = new();
    uint[] _exact = new uint[4];
    ulong[] _steps = [];
    int _count;

    /// <summary>Whether there were more seconds than are held one by one.</summary>
    public bool IsCoarse { get; private set; }

    /// <summary>The seconds, ascending, while they are held one by one.</summary>
    public ReadOnlySpan<uint> Exact => _exact.AsSpan(0, _count);

    /// <summary>The stretches that are held by the second, where there were more.</summary>
    public ReadOnlySpan<SecondStretch> Stretches => _stretches.Held;

    /// <summary>Bytes of memory held.</summary>
    public long Bytes => _exact.Length * (long)sizeof(uint) + _steps.Length * (long)sizeof(ulong) + _stretches.Bytes;

    /// <summary>The first second of each occupied step, ascending, where there were more.</summary>
    public uint[] FirstOfSteps()
    {
        var firsts = new uint[_steps.Sum(BitOperations.PopCount)];
        var count = 0;
        for (var step = 0; step < _steps.Length * WordBits; step++)
        {
            if ((_steps[step / WordBits] >> step % WordBits & 1) != 0)
            {
                firsts[count++] = (uint)(step * StepSeconds);
            }
        }
        return firsts;
    }

    /// <summary>Occupies a second.</summary>
    public void Add(uint second)
    {
        second = Math.Min(second, LastSecond);
        if (IsCoarse)
        {
            Mark(second);
            return;
        }
        // Evidence mostly comes in the order of time.
        var at = _count > 0 && second > _exact[_count - 1] ? ~_count : Exact.BinarySearch(second);
        if (at < 0)
        {
            Insert(~at, second);
        }
    }

    /// <summary>Forgets everything but keeps its memory.</summary>
    public void Clear()
    {
        (_count, IsCoarse) = (0, false);
        Array.Clear(_steps);
        _stretches.Clear();
    }

    /// <inheritdoc/>
    public void Merge(OccupiedSeconds other)
    {
        if (!other.IsCoarse)
        {
            foreach (var second in other.Exact)
            {
                Add(second);
            }
            return;
        }
        Coarsen();
        for (var word = 0; word < Words; word++)
        {
            _steps[word] |= other._steps[word];
        }
        _stretches.Merge(other._stretches);
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        to.Byte(IsCoarse ? (byte)1 : (byte)0);
        if (!IsCoarse)
        {
            to.U32((uint)_count);
            foreach (var second in Exact)
            {
                to.U32(second);
            }
            return;
        }
        foreach (var word in _steps)
        {
            to.U64(word);
        }
        _stretches.WriteTo(to);
    }

    /// <inheritdoc/>
    public static OccupiedSeconds ReadFrom(ref StateReader from)
    {
        var seconds = new OccupiedSeconds();
        if (from.Byte() == 0)
        {
            for (var left = from.Count(sizeof(uint)); left > 0; left--)
            {
                seconds.Add(from.U32());
            }
            return seconds;
        }
        seconds.Coarsen();
        foreach (ref var word in seconds._steps.AsSpan())
        {
            word = from.U64();
        }
        seconds._steps[^1] &= ulong.MaxValue >> Words * WordBits - Steps;
        seconds._stretches.Merge(SecondStretches.ReadFrom(ref from));
        return seconds;
    }

    void Insert(int at, uint second)
    {
        if (_count == MostExact)
        {
            Coarsen();
            Mark(second);
            return;
        }
        if (_count == _exact.Length)
        {
            Array.Resize(ref _exact, Math.Min(_exact.Length * 4, MostExact));
        }
        Array.Copy(_exact, at, _exact, at + 1, _count - at);
        _exact[at] = second;
        _count++;
    }

    void Coarsen()
    {
        if (IsCoarse)
        {
            return;
        }
        (_steps, IsCoarse) = (_steps.Length > 0 ? _steps : new ulong[Words], true);
        foreach (var second in Exact)
        {
            Mark(second);
        }
        (_exact, _count) = (new uint[4], 0);
    }

    void Mark(uint second)
    {
        var step = (int)second / StepSeconds;
        _steps[step / WordBits] |= 1UL << step % WordBits;
        _stretches.Add(second);
    }
}
