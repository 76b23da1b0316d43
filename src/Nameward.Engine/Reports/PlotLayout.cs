using System.Collections.Immutable;
using Nameward.Engine.Evaluation;

namespace Nameward.Engine.Reports;

/// <summary>
/// Where things stand in the plot of an evaluation: three fields side by side (sessions of unknown rate, sessions by their rate on a logarithmic axis,
/// innocent findings) over one axis of bits.
/// </summary>
sealed class PlotLayout
{
    /// <summary>The size of the picture and of the field within it.</summary>
    public const double Width = 1000, Height = 600, Left = 70, Right = 920, Top = 70, Bottom = 510;
    /// <summary>Where the field of known rates begins, and where that of innocent findings does.</summary>
    public const double RateFrom = 240, InnocentFrom = 780;

    const int MostInnocents = 20;
    const double Margin = 20, BitStep = 5;
    readonly double _low, _high;
    readonly int _slowest, _fastest;

    /// <summary>The places of everything in a document.</summary>
    public PlotLayout(EvaluationDocument document)
    {
        var innocents = document.Ranked.Where(finding => finding.IsFalse).Take(MostInnocents).ToList();
        var bits = document.Sessions.Select(session => session.Finding?.Bits).Concat(innocents.Select(innocent => (double?)innocent.Finding.Bits)).OfType<double>().ToList();
        _low = Math.Min(-10, Math.Floor(bits.DefaultIfEmpty().Min() / BitStep) * BitStep);
        _high = Math.Max(10, Math.Ceiling(bits.DefaultIfEmpty().Max() / BitStep) * BitStep);
        var decades = document.Sessions.Select(session => session.Truth.Rate).OfType<double>().Where(rate => rate > 0).Select(Math.Log10).ToList();
        _slowest = (int)Math.Floor(decades.DefaultIfEmpty(0).Min());
        _fastest = Math.Max(_slowest + 2, (int)Math.Ceiling(decades.DefaultIfEmpty(0).Max()));
        var unknown = document.Sessions.Where(session => !IsPlaced(session)).ToList();
        Sessions =
        [
            .. document.Sessions.Where(IsPlaced).Select(session => new PlotPoint<EvaluatedSession>(X(session.Truth.Rate!.Value), Y(session), session)),
            .. unknown.Select((session, at) => new PlotPoint<EvaluatedSession>(Spread(at, unknown.Count, Left, RateFrom), Y(session), session)),
        ];
        Innocents = [.. innocents.Select((finding, at) => new PlotPoint<EvaluatedFinding>(Spread(at, innocents.Count, InnocentFrom, Right), Y(finding.Finding.Bits), finding))];
    }

    /// <summary>The sessions.</summary>
    public ImmutableArray<PlotPoint<EvaluatedSession>> Sessions { get; }

    /// <summary>The highest innocent findings.</summary>
    public ImmutableArray<PlotPoint<EvaluatedFinding>> Innocents { get; }

    /// <summary>Marks on the axis of bits.</summary>
    public IEnumerable<double> BitMarks
    {
        get
        {
            var step = (_high - _low) / BitStep > 12 ? 2 * BitStep : BitStep;
            for (var mark = Math.Ceiling(_low / step) * step; mark <= _high; mark += step)
            {
                yield return mark;
            }
        }
    }

    /// <summary>The decades of the rate, each with its label.</summary>
    public IEnumerable<KeyValuePair<double, string>> Columns
    {
        get
        {
            for (var decade = _slowest; decade <= _fastest; decade++)
            {
                yield return new(X(Math.Pow(10, decade)), decade < 3 ? Figures.Value(Math.Pow(10, decade)) : $"{Figures.Value(Math.Pow(10, decade - 3))}k");
            }
        }
    }

    /// <summary>The row of sessions without a finding.</summary>
    public double NoFindingY { get; } = Bottom - Margin;

    /// <summary>The height of so many bits.</summary>
    public double Y(double bits) => Top + Margin + (_high - bits) / (_high - _low) * (Bottom - Top - 4 * Margin);

    double Y(EvaluatedSession session) => session.Finding is { } finding ? Y(finding.Bits) : NoFindingY;

    double X(double rate) => RateFrom + Margin + (Math.Log10(rate) - _slowest) / (_fastest - _slowest) * (InnocentFrom - RateFrom - 2 * Margin);

    // A session that carried nothing has no place on a logarithmic axis.
    static bool IsPlaced(EvaluatedSession session) => session.Truth.Rate > 0;

    static double Spread(int at, int count, double from, double to) => from + Margin + (at + 0.5) / count * (to - from - 2 * Margin);
}
