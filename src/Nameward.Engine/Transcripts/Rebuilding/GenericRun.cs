using System.Collections.Immutable;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>One piece of content.</summary>
/// <param name="Row">Where it was said.</param>
/// <param name="Number">What its counter says, counted on where that begins again; its place in time where it has none.</param>
/// <param name="Bytes">The content, or the signs of it where these are cut from one long text.</param>
readonly record struct GenericPiece(GenericRow Row, long Number, byte[] Bytes);

/// <summary>Pieces of content that follow each other, each once, in the order of their numbers.</summary>
/// <param name="Pieces">The pieces.</param>
/// <param name="Step">What numbers grow by; 0 where the order is that of time.</param>
sealed record GenericRun(ImmutableArray<GenericPiece> Pieces, long Step)
{
    /// <summary>Most numbers that are missing between two: what is more is another run.</summary>
    const long MostMissing = 1 << 16;

    /// <summary>The number of a piece, from 0 for the first, in steps.</summary>
    public long Place(int piece) => Step == 0 ? piece : (Pieces[piece].Number - Pieces[0].Number) / Step;

    /// <summary>Numbers that are missing, and the runs of them.</summary>
    public (int Gaps, long Numbers) Missing
    {
        get
        {
            var (gaps, numbers) = (0, 0L);
            for (var i = 1; i < Pieces.Length; i++)
            {
                var missing = Place(i) - Place(i - 1) - 1;
                (gaps, numbers) = missing > 0 ? (gaps + 1, numbers + missing) : (gaps, numbers);
            }
            return (gaps, numbers);
        }
    }

    /// <summary>Length of all pieces but the last, where it is one; else null.</summary>
    public int? EvenLength => Pieces is [var first, _, ..] && Pieces[..^1].All(piece => piece.Bytes.Length == first.Bytes.Length) && Pieces[^1].Bytes.Length <= first.Bytes.Length ? first.Bytes.Length : null;

    /// <summary>The content: where each part stands from the begin of the run on, null behind the one before; its bytes; and the piece that it begins with.</summary>
    public IEnumerable<(long? At, byte[] Bytes, GenericPiece From)> Content(GenericReading reading)
    {
        var length = EvenLength;
        for (int i = 0, next; i < Pieces.Length; i = next)
        {
            next = i + 1;
            if (!reading.IsCut)
            {
                yield return (Place(i) * length, Pieces[i].Bytes, Pieces[i]);
                continue;
            }
            while (next < Pieces.Length && Place(next) == Place(next - 1) + 1)
            {
                next++;
            }
            var signs = Pieces[i..next].SelectMany(piece => piece.Bytes).ToArray();
            // Behind a gap the text goes on between two bytes as well as not; how, is known only where all pieces are of one length.
            var bits = (int)reading.Codec.BitsPerSign;
            var begin = i == 0 ? 0 : length * Place(i);
            var skip = begin is { } at ? (int)Enumerable.Range(0, 8).First(skip => (at + skip) * bits % 8 == 0) : 0;
            if (begin is { } from && signs.Length > skip && reading.Codec.Joined(signs.AsSpan(skip)) is { } bytes)
            {
                yield return ((from + skip) * bits / 8, bytes, Pieces[i]);
            }
        }
    }

    /// <summary>The runs of some rows in the order of time: a number that comes again with other content begins the next.</summary>
    public static ImmutableArray<GenericRun> All(GenericLayout layout, IEnumerable<GenericRow> rows)
    {
        var gathering = new Gathering(layout.Counter);
        foreach (var row in rows)
        {
            if (layout.Piece(row) is { } bytes)
            {
                gathering.Add(row, bytes, layout.Counter?.Read(row, layout.Rows.Form) ?? 0);
            }
        }
        return gathering.Finish();
    }

    /// <summary>The run that grows, and those before it.</summary>
    sealed class Gathering(GenericCounter? counter)
    {
        readonly ImmutableArray<GenericRun>.Builder _runs = ImmutableArray.CreateBuilder<GenericRun>();
        readonly Dictionary<long, GenericPiece> _run = [];
        long _first, _last;

        public void Add(GenericRow row, byte[] bytes, long value)
        {
            if (value < 0)
            {
                return;
            }
            var number = counter is null ? _run.Count : _last + counter.Distance(InRange(_last), value);
            if (_run.Count > 0 && counter is not null && BeginsAgain(number, value, bytes))
            {
                Close();
            }
            if (_run.Count == 0 && counter is not null)
            {
                (_first, number) = (value, value);
            }
            _run.TryAdd(number, new(row, number, bytes));
            _last = number;
        }

        public ImmutableArray<GenericRun> Finish()
        {
            Close();
            return _runs.DrainToImmutable();
        }

        /// <summary>
        /// Whether a number belongs to the next run: it is where this one began and not what comes next, though a number that is written in a fixed width may
        /// lead there the other way round; it is known with other content; or it is far off.
        /// </summary>
        bool BeginsAgain(long number, long value, byte[] bytes)
        {
            if (number == _last + counter!.Step && !_run.ContainsKey(number))
            {
                return false;
            }
            var isStart = value == InRange(_first) && !bytes.AsSpan().SequenceEqual(_run[_first].Bytes);
            var isOther = _run.TryGetValue(number, out var known) && !bytes.AsSpan().SequenceEqual(known.Bytes);
            return isStart || isOther || Math.Abs(number - _last) / Math.Abs(counter.Step) > MostMissing;
        }

        long InRange(long number) => counter is { Range: > 0 and var range } ? (number % range + range) % range : number;

        void Close()
        {
            if (_run.Count == 0)
            {
                return;
            }
            var step = counter?.Step ?? 0;
            ImmutableArray<GenericPiece> pieces = [.. step < 0 ? _run.Values.OrderByDescending(piece => piece.Number) : _run.Values.OrderBy(piece => piece.Number)];
            _runs.Add(new(pieces, step != 0 && pieces.All(piece => (piece.Number - pieces[0].Number) % step == 0) ? step : Math.Sign(step)));
            _run.Clear();
        }
    }
}
