using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The fields of one record that are read, by what they mean. They are valid until the next record is read.</summary>
abstract class FieldValues
{
    /// <summary>The text of a field, its escapes undone; empty where it is not there, null, or no single value.</summary>
    public abstract ReadOnlySpan<byte> this[LogField field] { get; }

    /// <summary>What kind of value a field is; <see cref="JsonKind.None"/> where it is not there. A column that is there is a string.</summary>
    public abstract JsonKind Kind(LogField field);

    /// <summary>The bytes of a field as they were written: of a list or an object, brackets and all.</summary>
    public abstract ReadOnlySpan<byte> Written(LogField field);

    /// <summary>The text of a list, brackets and all, also where it is written in a string; of any other value, its text.</summary>
    public ReadOnlySpan<byte> List(LogField field) => Kind(field) == JsonKind.Array ? Written(field) : this[field];

    /// <summary>Whether the record has a field, be it null.</summary>
    public bool Has(LogField field) => Kind(field) != JsonKind.None;
}
