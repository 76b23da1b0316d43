using System.Buffers;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Which numbers occurred (seconds of a day, segments of evidence), in bounded memory: when more different ones than its capacity are
/// held, neighbours are joined in pairs and the step doubles. The result depends on the set of numbers alone, never on their order: the step is
/// always the smallest power of two at which the set fits.
/// </summary>
sealed class OccupiedSet(int capacity = OccupiedSet.Capacity) : IMergeable<OccupiedSet>
{
    /// <summary>Most steps that are held where nothing else is asked for.</summary>
    public const int Capacity = 64;

    uint[] _steps = new uint[4];
    int _count;

    /// <summary>A step holds 2 to this power numbers.</summary>
    public int Shift { get; private set; }

    /// <summary>Number of occupied steps.</summary>
    public int Count => _count;

    /// <summary>Bytes of memory held.</summary>
    public long Bytes => _steps.Length * (long)sizeof(uint);

    /// <summary>The occupied steps, ascending; each stands for the numbers from <c>step &lt;&lt; Shift</c>.</summary>
    public ReadOnlySpan<uint> Steps => _steps.AsSpan(0, _count);

    /// <summary>Whether the step that holds <paramref name="number"/> is occupied.</summary>
    public bool Contains(uint number) => Steps.BinarySearch(number >> Shift) >= 0;

    /// <summary>Occupies the step that holds <paramref name="number"/>.</summary>
    public void Add(uint number)
    {
        var step = number >> Shift;
        if (_count > 0 && _steps[_count - 1] == step)
        {
            return;
        }
        // Evidence mostly comes in the order of time.
        var at = _count > 0 && step > _steps[_count - 1] ? ~_count : Steps.BinarySearch(step);
        if (at < 0)
        {
            Insert(~at, step);
            while (_count > capacity)
            {
                Double();
            }
        }
    }

    /// <summary>Forgets everything but keeps its memory.</summary>
    public void Clear() => (_count, Shift) = (0, 0);

    /// <inheritdoc/>
    public void Merge(OccupiedSet other)
    {
        while (Shift < other.Shift)
        {
            Double();
        }
        foreach (var step in other.Steps)
        {
            Add(step << other.Shift);
        }
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        to.Byte((byte)Shift);
        to.U32((uint)_count);
        foreach (var step in Steps)
        {
            to.U32(step);
        }
    }

    /// <inheritdoc/>
    public static OccupiedSet ReadFrom(ref StateReader from) => ReadFrom(ref from, Capacity);

    /// <summary>Reads a set of another capacity.</summary>
    public static OccupiedSet ReadFrom(ref StateReader from, int capacity)
    {
        var set = new OccupiedSet(capacity) { Shift = from.Byte() & 31 };
        var count = from.Count(sizeof(uint));
        for (var i = 0; i < count; i++)
        {
            set.Add(from.U32() << set.Shift);
        }
        return set;
    }

    void Insert(int at, uint step)
    {
        if (_count == _steps.Length)
        {
            Array.Resize(ref _steps, Math.Min(_steps.Length * 4, capacity + 1));
        }
        Array.Copy(_steps, at, _steps, at + 1, _count - at);
        _steps[at] = step;
        _count++;
    }

    void Double()
    {
        Shift++;
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            var step = _steps[i] >> 1;
            if (kept == 0 || _steps[kept - 1] != step)
            {
                _steps[kept++] = step;
            }
        }
        _count = kept;
    }
}
