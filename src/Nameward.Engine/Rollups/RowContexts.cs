namespace Nameward.Engine.Rollups;

/// <summary>
/// What many rows have in common: the lane, the server asked and the segment of the evidence. A row holds a number for it; numbers are given on first
/// sight, differ from run to run and never leave the process. Of more than there are numbers for, rows hold the thing itself.
/// </summary>
sealed class RowContexts
{
    /// <summary>Stands for "the row holds it itself".</summary>
    public const ushort Spelled = 0;

    readonly Dictionary<RowContext, ushort> _numbers = [];
    RowContext[] _known = new RowContext[256];

    /// <summary>The number of a context; <see cref="Spelled"/> where there is none left.</summary>
    public ushort Number(RowContext context)
    {
        lock (_numbers)
        {
            if (_numbers.TryGetValue(context, out var number) || _numbers.Count == ushort.MaxValue)
            {
                return number;
            }
            number = (ushort)(_numbers.Count + 1);
            _numbers.Add(context, number);
            if (number == _known.Length)
            {
                // Who reads the old one meanwhile looks for lower numbers only.
                Array.Resize(ref _known, Math.Min(_known.Length * 2, ushort.MaxValue + 1));
            }
            _known[number] = context;
            return number;
        }
    }

    /// <summary>The context of a number.</summary>
    public RowContext this[ushort number] => Volatile.Read(ref _known)[number];
}

/// <summary>What a row shares with many others.</summary>
/// <param name="Lane">Format and leg.</param>
/// <param name="Server"><see cref="CompactRowWriter.ServerHash"/> of the server.</param>
/// <param name="Segment"><see cref="CompactRowWriter.SegmentCode"/> of the segment.</param>
readonly record struct RowContext(ushort Lane, uint Server, uint Segment);
