using System.Collections.Immutable;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Mappings;

/// <summary>Where a field of ours stands in records of theirs, and how it is written there.</summary>
public sealed record MappedField
{
    /// <summary>The field.</summary>
    public required MapKey Key { get; init; }
    /// <summary>The columns that may hold it, of which one is expected in a file; empty for a constant.</summary>
    public ImmutableArray<MapColumn> From { get; init; } = [];
    /// <summary>What holds for every record; null where the record says it.</summary>
    public string? Always { get; init; }
    /// <summary>Of a time, the column of the time of day, where the first holds the date alone.</summary>
    public MapColumn? And { get; init; }
    /// <summary>Of a time, how it is written; null for ISO 8601, or a number since 1970.</summary>
    public TimeLayout? Layout { get; init; }
    /// <summary>Of a time, the zone of those that name none; null for that of the run.</summary>
    public TimeZoneInfo? Zone { get; init; }
    /// <summary>Of a name, what is undone, in this order.</summary>
    public ImmutableArray<NameUndo> Undo { get; init; } = [];
    /// <summary>Of answers in one text, what stands between two; null where the text is one answer.</summary>
    public string? Split { get; init; }
    /// <summary>Of answers that are objects, the member that is the data; null for the usual names.</summary>
    public string? Data { get; init; }
    /// <summary>Of answers that are objects, the member that is the type; null for the usual names.</summary>
    public string? Type { get; init; }
    /// <summary>Of answers that are objects, the member that is the time to live; null for the usual names.</summary>
    public string? Ttl { get; init; }
    /// <summary>Of answers that are objects, the member that is the owner; null for the usual names.</summary>
    public string? Owner { get; init; }
    /// <summary>Of a duration, what it counts.</summary>
    public DurationUnit Unit { get; init; }
    /// <summary>Of a direction, the words for a query.</summary>
    public ImmutableArray<string> Query { get; init; } = [];
    /// <summary>Of a direction, the words for a response.</summary>
    public ImmutableArray<string> Response { get; init; } = [];
    /// <summary>Of a direction, the words for a record that shows both.</summary>
    public ImmutableArray<string> Both { get; init; } = [];
    /// <summary>Of the field by which records are chosen, the values of those that are read.</summary>
    public ImmutableArray<string> Is { get; init; } = [];
}
