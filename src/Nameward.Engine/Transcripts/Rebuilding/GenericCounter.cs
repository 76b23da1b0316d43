using System.Collections.Immutable;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>A field that counts: the number of a chunk, or its place.</summary>
/// <param name="Field">Where it stands.</param>
/// <param name="Numbers">How it is written.</param>
/// <param name="IsFixed">Whether it always has as many digits.</param>
/// <param name="Step">What it grows by.</param>
/// <param name="Range">Where it begins again; 0 where it does not.</param>
/// <param name="Bits">How much shorter the names are for it.</param>
sealed record GenericCounter(GenericField Field, GenericNumbers Numbers, bool IsFixed, long Step, long Range, double Bits)
{
    /// <summary>Its value in a name; -1 where that has none.</summary>
    public long Read(GenericRow row, GenericForm form) =>
        Field.TryRead(row, out var digits) ? Numbers.Read(digits, IsFixed, form == GenericForm.Name) : -1;

    /// <summary>How far a value is from the one before it, the shorter way round where it begins again.</summary>
    public long Distance(long from, long to) => Distance(from, to, Range);

    static long Distance(long from, long to, long range)
    {
        var distance = to - from;
        return range == 0 ? distance : distance > range / 2 ? distance - range : distance < -(range - 1) / 2 ? distance + range : distance;
    }

    /// <summary>
    /// The field that counts best, of all that names of one form can have; null where none does. A number costs little where it is what the one before it
    /// leads to expect, and the more the farther it is from that (Elias gamma); what it has to save is the cost of its digits when each place learns its own
    /// distribution, and the bits that name the field among all: those at either end of a token, and of few digits, have the shorter names. Numbers
    /// of which not one in three is what was expected do not count: times, which grow by much the same from name to name. It gives up counters of which a third
    /// is lost and a third changed places; each change of places breaks three steps.
    /// </summary>
    /// <param name="rows">The names.</param>
    /// <param name="key">What tells sessions apart that count by themselves; null where nothing does.</param>
    public static GenericCounter? Find(GenericRows rows, GenericField? key)
    {
        var search = new Search(rows, key);
        for (var token = 0; token < rows.Tokens; token++)
        {
            search.Try(token);
        }
        return search.Best;
    }

    sealed class Search(GenericRows rows, GenericField? key)
    {
        const int MostOffset = 24, MostDigits = 8, FewestValues = 4;

        readonly ImmutableArray<GenericRow> _rows = rows.First;
        readonly int[] _keys = GenericField.Numbered(rows.First, key, rows);

        public GenericCounter? Best { get; private set; }

        public void Try(int token)
        {
            var shortest = _rows.Min(row => row.Tokens[token].Length);
            var bytes = rows.Form == GenericForm.Bytes;
            foreach (var fromRight in new[] { false, true })
            {
                var costs = new double[Math.Min(shortest, MostOffset + MostDigits)];
                for (var at = 0; at < costs.Length; at++)
                {
                    costs[at] = Learnt(token, fromRight ? ^(at + 1) : at);
                }
                for (var at = 0; at < Math.Min(shortest, MostOffset); at++)
                {
                    for (var digits = 1; digits <= (bytes ? 2 : MostDigits) && at + digits <= shortest; digits++)
                    {
                        var range = fromRight ? new Range(^(at + digits), ^at) : new Range(at, at + digits);
                        Try(new(token, range), isFixed: true, digits, costs.AsSpan(at, digits).ToArray().Sum() - Named - GenericCost.Integer((ulong)at) - GenericCost.Integer((ulong)digits - 1));
                    }
                }
            }
            if (!bytes && _rows.Max(row => row.Tokens[token].Length) > shortest)
            {
                var (left, right) = GenericField.Constant(rows, token);
                TryVariable(new(token, left..^right));
                // Numbers that grow by tens all end with zeros.
                var zeros = right;
                while (zeros > 0 && _rows[0].Tokens[token][^zeros] == '0')
                {
                    zeros--;
                }
                if (zeros < right)
                {
                    TryVariable(new(token, left..^zeros));
                }
            }
        }

        /// <summary>What the signs at one place cost when their distribution is learnt; nothing where it is one sign but zero.</summary>
        double Learnt(int token, Index at)
        {
            var signs = _rows.Select(row => rows.Fold(row.Tokens[token][at]));
            return signs.Distinct().Skip(1).Any() ? GenericCost.Learnt(signs, Signs) : signs.First() is (byte)'0' or 0 ? 1 : 0;
        }

        /// <summary>Bits that name the token, the end of it, whether the width is fixed, and how numbers are written.</summary>
        double Named => Math.Log2(rows.Tokens * 3 * GenericNumbers.OfSigns.Length);

        int Signs => rows.Form == GenericForm.Bytes ? 256 : 40;

        void TryVariable(GenericField field)
        {
            var (lengths, signs) = (new List<byte>(), Enumerable.Range(0, MostDigits).Select(_ => new List<byte>()).ToArray());
            foreach (var row in _rows)
            {
                if (!field.TryRead(row, out var digits) || digits.Length > MostDigits)
                {
                    return;
                }
                lengths.Add((byte)digits.Length);
                for (var i = 0; i < digits.Length; i++)
                {
                    signs[i].Add(rows.Fold(digits[^(i + 1)]));
                }
            }
            Try(field, isFixed: false, 0, -Named + GenericCost.Learnt(lengths, MostDigits) + signs.Sum(place => place.Count > 0 ? GenericCost.Learnt(place, Signs) : 0));
        }

        void Try(GenericField field, bool isFixed, int digits, double rival)
        {
            foreach (var numbers in rows.Form == GenericForm.Bytes ? GenericNumbers.OfBytes : GenericNumbers.OfSigns)
            {
                if (rival > Most && Values(field, numbers, isFixed) is { } values)
                {
                    var range = isFixed ? numbers.Range(digits) : 0;
                    foreach (var step in new[] { StepOf(values, range), 1 }.OfType<long>().Distinct())
                    {
                        Best = Cost(values, range, step) is { } cost && rival - cost > Most ? new(field, numbers, isFixed, step, range, rival - cost) : Best;
                    }
                }
            }
        }

        double Most => Best is { } best ? best.Bits + 0.001 : 0;

        /// <summary>The numbers in a field, -1 where a name has none there; null where that are more than a few.</summary>
        long[]? Values(GenericField field, GenericNumbers numbers, bool isFixed)
        {
            const int Part = 50;
            var values = new long[_rows.Length];
            var (foreign, folds) = (0, rows.Form == GenericForm.Name);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = field.TryRead(_rows[i], out var text) ? numbers.Read(text, isFixed, folds) : -1;
                if (values[i] < 0 && ++foreign * Part > values.Length)
                {
                    return null;
                }
            }
            return values.Distinct().Take(FewestValues).Count() == FewestValues ? values : null;
        }

        /// <summary>By how much numbers differ from the one before in the same session, most of the time; null where they never do.</summary>
        long? StepOf(long[] values, long range) =>
            Pairs(values).Select(pair => Distance(pair.Before, pair.Value, range)).Where(distance => distance != 0).CountBy(distance => distance)
                .OrderByDescending(distance => distance.Value).ThenBy(distance => Math.Abs(distance.Key)).Select(distance => (long?)distance.Key).FirstOrDefault();

        /// <summary>What the numbers cost with a step; null where they do not count.</summary>
        double? Cost(long[] values, long range, long step)
        {
            const int Part = 3;
            var flags = new AdaptiveCost(2);
            var cost = GenericCost.Integer((ulong)Math.Abs(step)) + 1;
            var (hits, asked) = (0, 0);
            foreach (var (before, value) in Pairs(values))
            {
                var off = Math.Abs(Distance(before, value, range) - step);
                (hits, asked) = (off == 0 ? hits + 1 : hits, asked + 1);
                cost += flags.Add(off == 0 ? 1 : 0) + (off == 0 ? 0 : 1 + Math.Min(Whole(value, range), GenericCost.Integer((ulong)off) + 1));
            }
            // The first of each session, and what is no number.
            cost += (values.Length - asked) * Whole(values.Max(), range);
            return hits * Part >= asked ? cost : null;
        }

        static double Whole(long value, long range) => range > 0 ? Math.Log2(range) + 1 : GenericCost.Integer((ulong)value);

        /// <summary>Each number and the one before it in the same session.</summary>
        IEnumerable<(long Before, long Value)> Pairs(long[] values)
        {
            var last = new Dictionary<int, long>();
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] < 0)
                {
                    continue;
                }
                if (last.TryGetValue(_keys[i], out var before))
                {
                    yield return (before, values[i]);
                }
                last[_keys[i]] = values[i];
            }
        }
    }
}

/// <summary>What the next symbol of a sequence costs after those that came, each counted half once before it came.</summary>
sealed class AdaptiveCost(int alphabet)
{
    readonly int[] _counts = new int[257];
    int _all;

    /// <summary>Bits for a symbol.</summary>
    public double Add(int symbol) => Math.Log2((_all++ + alphabet / 2.0) / (_counts[symbol]++ + 0.5));
}
