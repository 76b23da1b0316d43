using System.Runtime.CompilerServices;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>Counts the distinct keys of one sample, at most as many as a sample holds, in the order in which each was first met. It lives on the stack.</summary>
struct Tally
{
    const int TableBits = 8;

    Entries _entries;
    Table _table;

    /// <summary>Distinct keys.</summary>
    public int Count { get; private set; }

    /// <summary>What is counted of the key that was met as the <paramref name="index"/>-th.</summary>
    public readonly TallyEntry this[int index] => _entries[index];

    /// <summary>Counts a key once more, and sets what stands beside it.</summary>
    public void Add(ulong high, ulong low, int value)
    {
        var at = (int)((high * 0x9E3779B97F4A7C15 + low * 0xC2B2AE3D27D4EB4F) >> (64 - TableBits));
        while (_table[at] != 0)
        {
            ref var entry = ref _entries[_table[at] - 1];
            if (entry.High == high && entry.Low == low)
            {
                entry.Times++;
                entry.Value = value;
                return;
            }
            at = (at + 1) & ((1 << TableBits) - 1);
        }
        _entries[Count++] = new() { High = high, Low = low, Times = 1, Value = value };
        _table[at] = (byte)Count;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _table = default;
        Count = 0;
    }

    [InlineArray(BottomK<SampledName>.K)]
    struct Entries
    {
        TallyEntry _first;
    }

    // Twice as large as there can be keys; a place holds the number of its entry, from 1.
    [InlineArray(1 << TableBits)]
    struct Table
    {
        byte _first;
    }
}

/// <summary>A key, how often it was met, and what was last said beside it.</summary>
struct TallyEntry
{
    public ulong High;
    public ulong Low;
    public int Times;
    public int Value;
}
