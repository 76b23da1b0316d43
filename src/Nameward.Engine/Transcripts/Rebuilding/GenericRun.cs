using System.Collections.Immutable;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>One piece of content.</summary>
/// <param name="Row">Where it was said.</param>
/// <param name="Name">The name that was asked: the same where that holds the content.</param>
/// <param name="Number">What its counter says, counted on where that begins again; its place in time where it has none.</param>
/// <param name="Bytes">The content, or the signs of it where these are cut from one long text; none where an answer said nothing.</param>
readonly record struct GenericPiece(GenericRow Row, GenericRow Name, long Number, byte[] Bytes)
{
    /// <summary>How many numbers before it are known to hold nothing.</summary>
    public long Idle { get; init; }
}

/// <summary>Pieces of content that follow each other, each once, in the order of their numbers.</summary>
/// <param name="Pieces">The pieces.</param>
/// <param name="Step">What numbers grow by; 0 where the order is that of time.</param>
sealed record GenericRun(ImmutableArray<GenericPiece> Pieces, long Step)
{
    /// <summary>Most numbers that are missing between two: what is more is another run.</summary>
    const long MostMissing = 1 << 16;

    /// <summary>Chunks that are known to be missing before the first piece; they are all as long as it.</summary>
    public long Before { get; init; }

    /// <summary>The lowest number that was seen, with or without content.</summary>
    public long Lowest { get; init; } = Pieces.Min(piece => piece.Number);

    /// <summary>The highest number that was seen, with or without content.</summary>
    public long Highest { get; init; } = Pieces.Max(piece => piece.Number);

    /// <summary>The place of a piece from the begin on, counted in chunks.</summary>
    public long Place(int piece) => Before + (Step == 0 ? piece : (Pieces[piece].Number - Pieces[0].Number) / Step - Pieces[piece].Idle);

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
            var begin = Place(i) == 0 ? 0 : length * Place(i);
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
                gathering.Add(new(row, row, 0, bytes), layout.Counter?.Read(row, layout.Rows.Form) ?? 0);
            }
        }
        return gathering.Finish();
    }

    /// <summary>
    /// The runs of answers in the order in which their names count. A number that was answered, but without content, is not missing; one that was not answered is.
    /// </summary>
    /// <param name="layout">How answers are made up.</param>
    /// <param name="answers">Those of them that are of this layout.</param>
    /// <param name="names">The names that were asked, in the order of time, and how they count.</param>
    /// <param name="counter">What counts in them.</param>
    public static ImmutableArray<GenericRun> Asked(GenericLayout layout, IEnumerable<GenericRow> answers, IEnumerable<GenericRow> names, GenericCounter counter)
    {
        var gathering = new Gathering(counter);
        var heard = answers.ToDictionary(row => row.Transaction.First);
        foreach (var name in names.Where(name => name.Transaction.IsAnswered))
        {
            var answer = heard.GetValueOrDefault(name.Transaction.First);
            gathering.Add(new(answer ?? name, name, 0, answer is null ? [] : layout.Piece(answer) ?? []), counter.Read(name, GenericForm.Name));
        }
        return gathering.Finish();
    }

    /// <summary>The run that grows, and those before it.</summary>
    sealed class Gathering(GenericCounter? counter)
    {
        readonly ImmutableArray<GenericRun>.Builder _runs = ImmutableArray.CreateBuilder<GenericRun>();
        readonly Dictionary<long, GenericPiece> _run = [];
        long _first, _last;

        public void Add(GenericPiece piece, long value)
        {
            if (value < 0)
            {
                return;
            }
            var number = counter is null ? _run.Count : _last + counter.Distance(InRange(_last), value);
            if (_run.Count > 0 && counter is not null && BeginsAgain(number, value, piece.Bytes))
            {
                Close();
            }
            if (_run.Count == 0 && counter is not null)
            {
                (_first, number) = (value, value);
            }
            if (!_run.TryGetValue(number, out var known) || known.Bytes.Length == 0)
            {
                _run[number] = piece with { Number = number };
            }
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
            var isStart = value == InRange(_first) && IsOther(bytes, _run[_first].Bytes);
            var isOther = _run.TryGetValue(number, out var known) && IsOther(bytes, known.Bytes);
            return isStart || isOther || Math.Abs(number - _last) / Math.Abs(counter.Step) > MostMissing;
        }

        /// <summary>Whether two pieces say different things; one that says nothing may be said again.</summary>
        static bool IsOther(byte[] one, byte[] other) => one.Length > 0 && other.Length > 0 && !one.AsSpan().SequenceEqual(other);

        long InRange(long number) => counter is { Range: > 0 and var range } ? (number % range + range) % range : number;

        void Close()
        {
            if (_run.Count == 0)
            {
                return;
            }
            var step = counter?.Step ?? 0;
            var pieces = ImmutableArray.CreateBuilder<GenericPiece>(_run.Count);
            var idle = 0L;
            foreach (var piece in step < 0 ? _run.Values.OrderByDescending(piece => piece.Number) : _run.Values.OrderBy(piece => piece.Number))
            {
                if (piece.Bytes.Length > 0)
                {
                    pieces.Add(piece with { Idle = idle });
                }
                // What is asked before there is anything holds no place either.
                idle += piece.Bytes.Length == 0 && pieces.Count > 0 ? 1 : 0;
            }
            if (pieces.Count > 0)
            {
                _runs.Add(new(pieces.ToImmutable(), step != 0 && pieces.All(piece => (piece.Number - pieces[0].Number) % step == 0) ? step : Math.Sign(step))
                {
                    Lowest = _run.Keys.Min(),
                    Highest = _run.Keys.Max(),
                });
            }
            _run.Clear();
        }
    }
}
