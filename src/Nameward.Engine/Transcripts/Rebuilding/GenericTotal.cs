using System.Collections.Immutable;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>A field that is the same in all chunks of a run and says how many they are.</summary>
/// <param name="Field">Where it stands.</param>
/// <param name="Base">The number of the first chunk: 0 or 1; null where both fit as well.</param>
/// <param name="Bits">How much shorter it is told from the last number than digit by digit.</param>
sealed record GenericTotal(GenericField Field, int? Base, double Bits)
{
    /// <summary>Most digits of a total, and fewest chunks of a run that one is looked for in: fewer agree with a number by accident.</summary>
    const int MostDigits = 8, Fewest = GenericRows.Fewest;

    /// <summary>Chunks in all; 0 where the field is no number.</summary>
    public long Of(GenericRun run, GenericLayout names) => Math.Max(0, Read(run, names));

    /// <summary>
    /// The field that says it best, written as the counter is; null where none does. It costs the distance between what it says and what the numbers lead to
    /// expect (Elias gamma), and saves its digits, those of each different total once; the bits that name the field and the first number come on top, and one
    /// for that there is a total at all.
    /// </summary>
    /// <param name="names">How the names are made up.</param>
    /// <param name="runs">The chunks.</param>
    public static GenericTotal? Find(GenericLayout names, ImmutableArray<GenericRun> runs)
    {
        if (names.Counter is not { } counter || runs.MaxBy(run => run.Pieces.Length) is not { Pieces.Length: >= Fewest } longest)
        {
            return null;
        }
        var fields = Fields(names, names.Rows with { Rows = [.. longest.Pieces.Select(piece => Whole(piece, names))], IsJoined = [.. names.Rows.IsJoined, .. names.Rows.Below.Select(_ => false)] }).ToList();
        var found = fields.SelectMany(field => Enumerable.Range(0, 2).Select(first => new GenericTotal(field, first, BitsOf(field, first, names, runs, counter) - Math.Log2(2 * fields.Count) - 1)))
            .Where(total => total.Bits > 0).OrderByDescending(total => total.Bits).ToList();
        return found is [var best, ..] ? best with { Base = found.Exists(total => total != best && total.Field == best.Field && total.Bits == best.Bits) ? null : best.Base } : null;
    }

    /// <summary>Chunks that are missing below the lowest number that was seen, and above the highest.</summary>
    public (long Below, long Above) Missing(GenericRun run, GenericLayout names)
    {
        var (lowest, highest) = Ends(run, Base ?? 0);
        return (Math.Max(0, lowest), Math.Max(0, Of(run, names) - highest - 1));
    }

    /// <summary>The lowest and highest number of a run, counted from 0 and in steps.</summary>
    static (long Lowest, long Highest) Ends(GenericRun run, int first)
    {
        var step = Math.Max(1, Math.Abs(run.Step));
        return (run.Lowest / step - first, run.Highest / step - first);
    }

    long Read(GenericRun run, GenericLayout names) => Field.TryRead(Whole(run.Pieces[0], names), out var digits) ? names.Counter!.Numbers.Read(digits, isFixed: true, folds: true) : -1;

    /// <summary>A name with the labels behind it that all names of the channel share: the total may be one of them.</summary>
    static GenericRow Whole(GenericPiece piece, GenericLayout names) => names.Rows.Below.IsEmpty ? piece.Name : piece.Name with { Tokens = [.. piece.Name.Tokens, .. names.Rows.Below] };

    static double BitsOf(GenericField field, int first, GenericLayout names, ImmutableArray<GenericRun> runs, GenericCounter counter)
    {
        const double Never = double.NegativeInfinity;
        var (bits, known) = (0.0, new HashSet<long>());
        foreach (var run in runs.Where(run => run.Pieces.Length >= Fewest))
        {
            var total = new GenericTotal(field, first, 0).Read(run, names);
            var (lowest, highest) = Ends(run, first);
            if (lowest < 0 || total <= highest || run.Pieces.Any(piece => field.Value(Whole(piece, names), names.Rows) != field.Value(Whole(run.Pieces[0], names), names.Rows)))
            {
                return Never;
            }
            // A chunk that is shorter than all before it is the last.
            var isLast = run.EvenLength is { } length && run.Pieces[^1].Bytes.Length < length;
            var (before, behind) = counter.Step > 0 ? (lowest, total - highest - 1) : (total - highest - 1, lowest);
            // Chunks are lost at either end alike.
            bits += isLast && behind > 0 ? Never : -GenericCost.Integer((ulong)(before + behind));
            field.TryRead(Whole(run.Pieces[0], names), out var digits);
            bits += known.Add(total) ? 1 + digits.Length * Math.Log2(counter.Numbers.Base) : 0;
        }
        return bits;
    }

    /// <summary>Constant signs that may be a number: those of a token beside the counter and beside the data, and the digits at their ends.</summary>
    static IEnumerable<GenericField> Fields(GenericLayout names, GenericRows rows)
    {
        var fields = new List<GenericField>();
        for (var token = 0; token < rows.Tokens; token++)
        {
            var (left, right) = GenericField.Constant(rows, token);
            var lengths = rows.Rows.Select(row => row.Tokens[token].Length).Distinct().Take(2).ToList();
            if (lengths is [var length] && left >= length)
            {
                fields.Add(new(token, ..));
                fields.AddRange(Digits(rows, token, 0, length, isFromEnd: false));
                continue;
            }
            fields.AddRange(Digits(rows, token, 0, left, isFromEnd: false));
            fields.AddRange(Digits(rows, token, 0, right, isFromEnd: true));
            if (names.Counter!.Field is { } counter && counter.Token == token && lengths is [var width])
            {
                // What follows a counter of a fixed place.
                var behind = counter.At.End.GetOffset(width);
                var before = counter.At.Start.GetOffset(width);
                fields.AddRange(Digits(rows, token, behind, ConstantFrom(rows, token, behind, width), isFromEnd: false));
                fields.AddRange(Digits(rows, token, width - before, width - before + ConstantBefore(rows, token, before), isFromEnd: true));
            }
        }
        return fields.Where(field => !field.Overlaps(names.Counter!.Field, rows)).Distinct();
    }

    static int ConstantFrom(GenericRows rows, int token, int from, int to)
    {
        var at = from;
        while (at < to && rows.Rows.All(row => rows.Fold(row.Tokens[token][at]) == rows.Fold(rows.Rows[0].Tokens[token][at])))
        {
            at++;
        }
        return at;
    }

    static int ConstantBefore(GenericRows rows, int token, int from)
    {
        var at = from;
        while (at > 0 && rows.Rows.All(row => rows.Fold(row.Tokens[token][at - 1]) == rows.Fold(rows.Rows[0].Tokens[token][at - 1])))
        {
            at--;
        }
        return from - at;
    }

    /// <summary>Signs between two places, counted from one end, that are digits: all of them, and those that stand at either side.</summary>
    static IEnumerable<GenericField> Digits(GenericRows rows, int token, int from, int to, bool isFromEnd)
    {
        var signs = rows.Rows[0].Tokens[token];
        GenericField Of(int begin, int end) => isFromEnd ? new(token, ^end..^begin) : new(token, begin..end);
        bool IsDigit(int at) => char.IsAsciiDigit((char)(isFromEnd ? signs[^(at + 1)] : signs[at]));
        to = Math.Min(to, signs.Length);
        var head = from;
        while (head < to && IsDigit(head))
        {
            head++;
        }
        var tail = to;
        while (tail > from && IsDigit(tail - 1))
        {
            tail--;
        }
        foreach (var (begin, end) in new[] { (from, to), (from, head), (tail, to) }.Distinct())
        {
            if (end - begin is > 0 and <= MostDigits)
            {
                yield return Of(begin, end);
            }
        }
    }
}
