using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Mappings;

/// <summary>The fields of a record as a mapping says them: constants where it gives any, nothing where a value means that, and the one item of a list of one. One belongs to one reader.</summary>
sealed class MappedValues : FieldValues
{
    readonly ImmutableArray<byte>[] _always = new ImmutableArray<byte>[(int)LogField.Count];
    readonly byte[][] _empty;
    readonly byte[] _duration;
    readonly byte[] _scratch = new byte[64];
    FieldValues _record = new CsvFields();

    public MappedValues(Mapping mapping)
    {
        _empty = [.. mapping.Empty.Select(Encoding.UTF8.GetBytes)];
        foreach (var field in mapping.Fields.Where(field => field.Always is not null))
        {
            _always[(int)field.Key.Field] = [.. Encoding.UTF8.GetBytes(field.Always!)];
        }
        _duration = mapping["duration"]?.Unit switch
        {
            DurationUnit.Milliseconds => [.. "e-3"u8],
            DurationUnit.Microseconds => [.. "e-6"u8],
            DurationUnit.Nanoseconds => [.. "e-9"u8],
            _ => [],
        };
    }

    /// <summary>The same of another record.</summary>
    public MappedValues Of(FieldValues record)
    {
        _record = record;
        return this;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> this[LogField field]
    {
        get
        {
            if (_always[(int)field] is { IsDefault: false } constant)
            {
                return constant.AsSpan();
            }
            var text = _record.Kind(field) == JsonKind.Array ? OnlyItem(_record.Written(field)) : _record[field];
            text = text.Trim((byte)' ');
            return IsEmpty(text) ? [] : field == LogField.Duration ? InSeconds(text) : text;
        }
    }

    /// <inheritdoc/>
    public override JsonKind Kind(LogField field) => _always[(int)field].IsDefault ? _record.Kind(field) : JsonKind.String;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Written(LogField field) => _always[(int)field] is { IsDefault: false } constant ? constant.AsSpan() : _record.Written(field);

    bool IsEmpty(ReadOnlySpan<byte> text)
    {
        foreach (var word in _empty)
        {
            if (text.SequenceEqual(word))
            {
                return true;
            }
        }
        return text.IsEmpty;
    }

    // Exports that flatten documents write every value as a list.
    static ReadOnlySpan<byte> OnlyItem(ReadOnlySpan<byte> list)
    {
        var scanner = new JsonScanner(list);
        var isOne = scanner.TryBegin((byte)'[') && scanner.TryItem(out var item) && item.Kind is JsonKind.String or JsonKind.Number && !scanner.TryItem(out _);
        return isOne ? FirstOf(list) : [];
    }

    static ReadOnlySpan<byte> FirstOf(ReadOnlySpan<byte> list)
    {
        var scanner = new JsonScanner(list);
        scanner.TryBegin((byte)'[');
        scanner.TryItem(out var item);
        return item.In(list);
    }

    ReadOnlySpan<byte> InSeconds(ReadOnlySpan<byte> text)
    {
        if (_duration.Length == 0 || text.Length + _duration.Length > _scratch.Length)
        {
            return text;
        }
        text.CopyTo(_scratch);
        _duration.CopyTo(_scratch.AsSpan(text.Length));
        return _scratch.AsSpan(0, text.Length + _duration.Length);
    }
}
