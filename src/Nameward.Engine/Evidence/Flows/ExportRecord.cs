using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Flows;

/// <summary>The fields of one exported record. One belongs to one reader.</summary>
sealed class ExportRecord
{
    readonly Address[] _addresses = new Address[(int)ExportField.NatDestinationV6 + 1];
    readonly ulong[] _numbers = new ulong[(int)ExportField.Count];
    ulong _has;

    /// <summary>Begins another record.</summary>
    public void Clear() => _has = 0;

    /// <summary>Whether the record has a field.</summary>
    public bool Has(ExportField field) => (_has & 1UL << (int)field) != 0;

    /// <summary>Whether it has one of several.</summary>
    public bool HasAny(params ReadOnlySpan<ExportField> fields)
    {
        foreach (var field in fields)
        {
            if (Has(field))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>A number; 0 where the record has none.</summary>
    public ulong this[ExportField field] => Has(field) ? _numbers[(int)field] : 0;

    /// <summary>A count; unknown where the record has none, or more than is believed.</summary>
    public long Count(ExportField field) => Has(field) && _numbers[(int)field] <= MostCounted ? (long)_numbers[(int)field] : Flow.Unknown;

    /// <summary>An address: of the first field where it is there and somebody's, else of the second.</summary>
    public Address Address(ExportField v4, ExportField v6) => Has(v4) && (!Has(v6) || !_addresses[(int)v4].IsUnspecified) ? _addresses[(int)v4] : Has(v6) ? _addresses[(int)v6] : default;

    /// <summary>A port; 0 where there is none.</summary>
    public ushort Port(ExportField field) => (ushort)this[field];

    /// <summary>As many bytes as no line carries in a year.</summary>
    const ulong MostCounted = 1UL << 60;

    /// <summary>
    /// Takes a field in network order, of fewer bytes than its type has where the exporter spares some (RFC 7011 section 6.2), none at all among them. Where one stands twice,
    /// the first counts.
    /// </summary>
    public void Set(ExportField field, ReadOnlySpan<byte> bytes)
    {
        if (field == ExportField.None || bytes.IsEmpty || Has(field))
        {
            return;
        }
        if ((int)field < _addresses.Length)
        {
            SetAddress(field, bytes);
        }
        else if (bytes.Length <= sizeof(ulong))
        {
            SetNumber(field, NumberOf(bytes));
        }
    }

    /// <summary>Takes a number.</summary>
    public void SetNumber(ExportField field, ulong number) => (_numbers[(int)field], _has) = (number, _has | 1UL << (int)field);

    void SetAddress(ExportField field, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 4 or 16)
        {
            (_addresses[(int)field], _has) = (Observations.Address.FromBytes(bytes), _has | 1UL << (int)field);
        }
    }

    static ulong NumberOf(ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        foreach (var value in bytes)
        {
            number = number << 8 | value;
        }
        return number;
    }
}
