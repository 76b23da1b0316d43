using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The fields of a record in which the name of a host may stand where its address is asked for, as the schemas of SIEM systems allow: such a name is as good as no
/// address. One belongs to one reader.
/// </summary>
sealed class HostFields : FieldValues
{
    FieldValues _fields = new CsvFields();

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> this[LogField field]
    {
        get
        {
            var text = _fields[field];
            return field is not (LogField.Client or LogField.Server or LogField.TranslatedClient or LogField.TranslatedServer) || Address.TryParse(text, out _) ? text : [];
        }
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
