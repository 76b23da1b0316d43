using System.Collections.Immutable;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>What of names of one form is neither constant nor taken by another field: where data can stand.</summary>
sealed class GenericFree
{
    /// <summary>
    /// A token of at least so many free signs beside data is taken for more of it: a number that is used once needs fewer, 48 bits of hexadecimal digits. All other
    /// spans are tried too; this says only which is the usual one, to which they are compared.
    /// </summary>
    const int More = 12;

    /// <summary>A token of a constant length of so many signs, three quarters of the 63 that a label holds (RFC 1035 section 2.3.4), is full, so that what is behind it may be the rest of it, however short.</summary>
    const int Full = 48;

    const int MostTrimmed = 8;

    readonly GenericRows _rows;
    readonly ImmutableArray<Part> _parts;

    /// <summary>What is left beside some fields.</summary>
    public GenericFree(GenericRows rows, ReadOnlySpan<GenericField?> taken)
    {
        _rows = rows;
        var parts = ImmutableArray.CreateBuilder<Part>(rows.Tokens);
        for (var token = 0; token < rows.Tokens; token++)
        {
            parts.Add(PartOf(token, taken));
        }
        _parts = parts.MoveToImmutable();
    }

    /// <summary>Where data may stand, the most usual first: the longest free token and those beside it.</summary>
    public IEnumerable<GenericSpan> Spans()
    {
        if (_parts.IndexOf(_parts.MaxBy(part => part.Signs)!) is var core && _parts[core].Signs <= 0)
        {
            return [];
        }
        int from = core, to = core;
        while (GoesOn(from - 1) && (_parts[from - 1].Signs >= More || _parts[from - 1].IsFull))
        {
            from--;
        }
        while (GoesOn(to) && (_parts[to + 1].Signs >= More || _parts[to].IsFull))
        {
            to++;
        }
        var usual = Span(from, to, constant: true);
        return [usual, Span(from, to, constant: false), .. Around(core).Where(span => span != usual), .. Trimmed(usual)];
    }

    /// <summary>Every run of free tokens that holds one.</summary>
    IEnumerable<GenericSpan> Around(int core)
    {
        for (var first = core; first == core || GoesOn(first); first--)
        {
            for (var last = core; last == core || GoesOn(last - 1); last++)
            {
                yield return Span(first, last, constant: true);
            }
        }
    }

    /// <summary>A span with some signs less at either end: numbers that are used once may stand beside data with nothing between.</summary>
    static IEnumerable<GenericSpan> Trimmed(GenericSpan span) =>
        Enumerable.Range(1, MostTrimmed).SelectMany(trimmed => new[] { span with { Left = span.Left + trimmed }, span with { Right = span.Right + trimmed } });

    /// <summary>Whether a span leaves out signs at its ends that are neither constant nor taken.</summary>
    public bool IsTrimmed(GenericSpan span) => span.Left > _parts[span.From].Left || span.Right > _parts[^(span.Behind + 1)].Right;

    /// <summary>Bits of the free signs that a span leaves out, when they are random.</summary>
    public double Beside(GenericSpan span)
    {
        var cost = 0.0;
        for (var token = 0; token < _parts.Length; token++)
        {
            var isIn = token >= span.From && token < _parts.Length - span.Behind;
            var part = _parts[token];
            var left = token == span.From ? span.Left - part.Left : 0;
            var right = token == _parts.Length - span.Behind - 1 ? span.Right - part.Right : 0;
            cost += (isIn ? Math.Max(0, left) + Math.Max(0, right) : part.Signs) * part.BitsPerSign * _rows.First.Length;
        }
        return cost;
    }

    GenericSpan Span(int from, int to, bool constant) => new(from, _parts.Length - 1 - to, constant ? _parts[from].Left : _parts[from].Taken.Left, constant ? _parts[to].Right : _parts[to].Taken.Right);

    /// <summary>Whether data may go on from a token into the next: over a dot, and with nothing between.</summary>
    bool GoesOn(int token) => token >= 0 && token + 1 < _parts.Length && _rows.IsJoined[token] && _parts[token].Signs > 0 && _parts[token + 1].Signs > 0 && _parts[token].Taken.Right == 0 && _parts[token + 1].Taken.Left == 0;

    Part PartOf(int token, ReadOnlySpan<GenericField?> taken)
    {
        var lengths = _rows.First.Select(row => row.Tokens[token].Length).ToList();
        var (mean, isFixed) = (lengths.Average(), lengths.TrueForAll(length => length == lengths[0]));
        int left = 0, right = 0;
        foreach (var field in taken)
        {
            if (field is not { } one || one.Token != token)
            {
                continue;
            }
            if (one.At.Start.IsFromEnd != one.At.End.IsFromEnd)
            {
                return new(0, 0, (0, 0), 0, 0, false);
            }
            // Beside a field that stands at a fixed place, what is longer can be data.
            var (before, behind) = one.At.Start.IsFromEnd ? (mean - one.At.Start.Value, (double)one.At.End.Value) : (one.At.Start.Value, mean - one.At.End.Value);
            if (behind >= before && (isFixed || !one.At.Start.IsFromEnd))
            {
                left = Math.Max(left, one.At.End.GetOffset(lengths[0]));
            }
            else if (isFixed || one.At.Start.IsFromEnd)
            {
                right = Math.Max(right, lengths[0] - one.At.Start.GetOffset(lengths[0]));
            }
            else
            {
                left = Math.Max(left, one.At.End.Value);
            }
        }
        var constant = GenericField.Constant(_rows, token);
        var (l, r) = (Math.Max(left, left > constant.Left ? Behind(token, left) : constant.Left), Math.Max(right, right > constant.Right ? Before(token, right) : constant.Right));
        var signs = Math.Max(0, mean - l - r);
        return new(l, r, (left, right), signs, BitsPerSign(token), isFixed && lengths[0] >= Full);
    }

    /// <summary>Where constant signs that follow a field on its right end.</summary>
    int Behind(int token, int from) => from + GenericField.Constant(Cut(token, from, 0), 0).Left;

    /// <summary>Where constant signs that stand before a field on its left begin, counted from the end.</summary>
    int Before(int token, int from) => from + GenericField.Constant(Cut(token, 0, from), 0).Right;

    GenericRows Cut(int token, int left, int right) => _rows with
    {
        IsJoined = [false],
        Rows = [.. _rows.First.Select(row => row with { Tokens = [row.Tokens[token] is var signs && signs.Length >= left + right ? signs[left..^right] : []] })],
    };

    /// <summary>What a random sign of a token costs: as many bits as the smallest of the usual alphabets has that hold it.</summary>
    double BitsPerSign(int token)
    {
        var signs = _rows.First.SelectMany(row => row.Tokens[token]).Distinct().Select(sign => (char)sign).ToList();
        return signs.TrueForAll(char.IsAsciiHexDigit) ? 4 : signs.TrueForAll(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign)) ? Math.Log2(36) : signs.TrueForAll(char.IsAscii) ? 6 : 8;
    }

    /// <summary>A token.</summary>
    /// <param name="Left">Signs in front that are constant or taken.</param>
    /// <param name="Right">Signs at the end that are.</param>
    /// <param name="Taken">Those of them that are taken.</param>
    /// <param name="Signs">Free signs between them, on average.</param>
    /// <param name="BitsPerSign">What a free one costs when it is random.</param>
    /// <param name="IsFull">Whether it is as long as labels of data are, and always.</param>
    sealed record Part(int Left, int Right, (int Left, int Right) Taken, double Signs, double BitsPerSign, bool IsFull);
}
