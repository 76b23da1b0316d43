using System.Buffers;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The fields of a record as the schemas of SIEM systems allow them: the name of a host may stand where its address is asked for, which is as good as no address, and
/// numbers may be written for the eye (<c>40,002</c>). One belongs to one reader.
/// </summary>
sealed class HostFields : FieldValues
{
    const int LongestNumber = 24;

    readonly byte[] _numbers = new byte[(int)LogField.Count * LongestNumber];
    FieldValues _fields = new CsvFields();

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> this[LogField field]
    {
        get
        {
            var text = _fields[field];
            return field switch
            {
                LogField.Client or LogField.Server or LogField.TranslatedClient or LogField.TranslatedServer => Address.TryParse(text, out _) ? text : [],
                LogField.Name or LogField.Answers or LogField.Rule or LogField.Host or LogField.Device or LogField.User or LogField.Process => text,
                _ => IsGrouped(text) ? WithoutCommas(text, _numbers.AsSpan((int)field * LongestNumber, LongestNumber)) : text,
            };
        }
    }

    /// <summary>Whether a text is digits with a comma before each three from the last.</summary>
    static bool IsGrouped(ReadOnlySpan<byte> text) => text.Length is > 4 and <= LongestNumber && text[^4] == ',' && Numbers.IsDigit(text[0]) && !text.ContainsAnyExcept(DigitsAndComma);

    static readonly SearchValues<byte> DigitsAndComma = SearchValues.Create("0123456789,"u8);

    static ReadOnlySpan<byte> WithoutCommas(ReadOnlySpan<byte> text, Span<byte> to)
    {
        var length = 0;
        foreach (var c in text)
        {
            to[length] = c;
            length += c == ',' ? 0 : 1;
        }
        return to[..length];
    }

    /// <summary>The same fields, and what they hold.</summary>
    public HostFields Of(FieldValues fields)
    {
        _fields = fields;
        return this;
    }

    /// <summary>Whether both ends of a conversation have an address.</summary>
    public bool HasEnds => !this[LogField.Client].IsEmpty && !this[LogField.Server].IsEmpty;

    /// <inheritdoc/>
    public override JsonKind Kind(LogField field) => _fields.Kind(field);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Written(LogField field) => _fields.Written(field);
}
