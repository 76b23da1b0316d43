using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>Turns chosen columns into fields of a mapping, with what has to be said of each beside its column.</summary>
sealed class FieldBuilder(SampledFile file, ColumnChoice choice, IReadOnlyList<Candidate> chosen)
{
    static readonly string[] Clocks = ["HH:mm:ss.fff", "H:mm:ss.fff", "HH:mm"];

    static readonly (string Unit, DurationUnit Is)[] Units =
    [
        ("ms", DurationUnit.Milliseconds), ("msec", DurationUnit.Milliseconds), ("millis", DurationUnit.Milliseconds), ("milliseconds", DurationUnit.Milliseconds),
        ("us", DurationUnit.Microseconds), ("usec", DurationUnit.Microseconds), ("micros", DurationUnit.Microseconds), ("ns", DurationUnit.Nanoseconds), ("nanos", DurationUnit.Nanoseconds),
    ];

    /// <summary>Columns that stand beside others, as that of the time of day beside that of the date.</summary>
    public HashSet<int> Second { get; } = [];

    /// <summary>The field of a chosen column.</summary>
    public MappedField Build(Candidate candidate)
    {
        var column = file.Columns[candidate.Column];
        var mapped = new MappedField { Key = candidate.Key, From = [column.Place] };
        var values = choice.Values[candidate.Column];
        return candidate.Key.Word switch
        {
            "time" => Time(mapped, candidate, values),
            "name" => mapped with { Undo = [.. values.Undoings()] },
            "answers" => mapped with { Split = column.Lists == 0 && values.Split(out var mark) ? mark : null },
            "duration" => mapped with { Unit = UnitOf(column.Name) },
            "direction" => mapped with { Query = [.. values.WordsFor(Sides.Query)], Response = [.. values.WordsFor(Sides.Response)], Both = [.. values.WordsFor(Sides.Query | Sides.Response)] },
            _ => mapped,
        };
    }

    MappedField Time(MappedField mapped, Candidate candidate, ValueEvidence values)
    {
        if (values.Times?.Layout is not { } layout)
        {
            return mapped;
        }
        var isDate = layout.IndexOfAny(['H', 'h']) < 0;
        if (isDate && Clock(candidate.Column) is ({ } column, { } clock))
        {
            Second.Add(column);
            return mapped with { And = file.Columns[column].Place, Layout = TimeLayout.Read($"{layout} {clock}", out _) };
        }
        return mapped with { Layout = TimeLayout.Read(layout, out _) };
    }

    /// <summary>The nearest column that holds times of day, and how they are written.</summary>
    (int? Column, string? Layout) Clock(int date)
    {
        foreach (var column in Enumerable.Range(0, file.Columns.Count).Where(column => chosen.All(other => other.Column != column)).OrderBy(column => Math.Abs(column - date)))
        {
            var values = file.Columns[column].Values;
            foreach (var clock in values.Count == 0 ? [] : Clocks)
            {
                var layout = TimeLayout.Read("yyyy-MM-dd " + clock, out _)!;
                if (values.Take(500).All(value => layout.TryRead([.. "2026-01-01 "u8, .. value], out _, out _)))
                {
                    return (column, clock);
                }
            }
        }
        return (null, null);
    }

    static DurationUnit UnitOf(string name)
    {
        var last = FieldWords.Words(name).LastOrDefault() ?? "";
        return Units.FirstOrDefault(unit => last == unit.Unit || (last.EndsWith(unit.Unit, StringComparison.Ordinal) && FieldWords.Knows(last[..^unit.Unit.Length]))).Is;
    }
}
