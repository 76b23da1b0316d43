using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Makes one row of a query/response item (RFC 8618 section 7.3.2.4), with the sides that it has. An item without a name and one of another operation than a
/// query (NOTIFY, UPDATE) look nothing up and are ignored.
/// </summary>
sealed class CdnsRow
{
    const int Fields = 10, ResponseExtendedKey = 12;
    const int TimeKey = 0, ClientAddressKey = 1, ClientPortKey = 2, IdKey = 3, SignatureKey = 4, DelayKey = 6, NameKey = 7, QuerySizeKey = 8, ResponseSizeKey = 9;
    const int Extended = 4, AnswersKey = 1;
    const int V4Bytes = 4, V6Bytes = 16;

    /// <summary>The highest value of the first fields, by their keys.</summary>
    static ReadOnlySpan<int> Most => [int.MaxValue, int.MaxValue, ushort.MaxValue, ushort.MaxValue, int.MaxValue];

    readonly CdnsRecords _records = new();

    /// <summary>Reads an item; what is observed is handed to <paramref name="rows"/>, all else is left to the caller.</summary>
    public LineResult Read(ReadOnlySpan<byte> item, CdnsContent block, long offset, IBatchWriter rows)
    {
        Span<long> values = stackalloc long[Fields], sections = stackalloc long[Extended];
        if (!TryReadFields(item, values, sections))
        {
            return LineResult.Malformed(CdnsDamage.Item);
        }
        var signature = values[SignatureKey] == CdnsFields.Absent ? CdnsSignature.Unknown : block.Tables.Signature(values[SignatureKey]);
        if (signature.IsDamaged)
        {
            return LineResult.Malformed(CdnsDamage.Reference);
        }
        if (signature.Opcode > 0 || values[NameKey] == CdnsFields.Absent)
        {
            return LineResult.Ignored;
        }
        if (!block.Tables.TryGetBytes(values[NameKey], out var name) || !CdnsRecords.IsName(name))
        {
            return LineResult.Malformed(name.IsEmpty ? CdnsDamage.Reference : CdnsDamage.Name);
        }
        var row = new DnsMessage { At = new(0, offset) };
        var because = Fill(ref row, values, sections, signature, block) ?? AddRecords(row.Sides, sections, block.Tables, name);
        if (because is not null)
        {
            return LineResult.Malformed(because);
        }
        rows.Message(row, name, _records.Written);
        return LineResult.Observed;
    }

    static bool TryReadFields(ReadOnlySpan<byte> item, Span<long> values, Span<long> sections)
    {
        values.Fill(CdnsFields.Absent);
        sections.Fill(CdnsFields.Absent);
        var cursor = new CborCursor(item);
        for (var left = cursor.Map(); cursor.Next(ref left);)
        {
            var key = cursor.Integer();
            if (key >= 0 && key < values.Length)
            {
                values[(int)key] = cursor.Integer();
            }
            else if (key == ResponseExtendedKey)
            {
                cursor.Integers(sections);
            }
            else
            {
                cursor.Skip();
            }
        }
        return !cursor.IsDamaged && CdnsFields.Fits(values[TimeKey], long.MaxValue) && CdnsFields.Fit(values[1..], Most[1..])
            && CdnsFields.Fits(values[QuerySizeKey], int.MaxValue) && CdnsFields.Fits(values[ResponseSizeKey], int.MaxValue);
    }

    /// <summary>Fills in all but name and records.</summary>
    /// <returns>What is wrong, or null.</returns>
    static string? Fill(ref DnsMessage row, ReadOnlySpan<long> values, ReadOnlySpan<long> sections, in CdnsSignature signature, CdnsContent block)
    {
        row.Sides = signature.TellsSides ? signature.Sides : SidesOf(values, sections, signature);
        if (row.Sides == Sides.None)
        {
            return CdnsDamage.NoSide;
        }
        var type = signature.ClassType < 0 ? 0 : block.Tables.Type(signature.ClassType);
        if (type < 0)
        {
            return CdnsDamage.Reference;
        }
        var hasResponse = (row.Sides & Sides.Response) != 0;
        row.Type = (ushort)type;
        row.Time = values[TimeKey] == CdnsFields.Absent ? DateTime.MinValue : block.Time(values[TimeKey]);
        row.Leg = signature.Leg;
        row.Transport = signature.Transport;
        row.Id = (ushort)Math.Max(0, values[IdKey]);
        row.Header = signature.Header(hasResponse);
        row.Rcode = hasResponse && signature.ResponseRcode >= 0 ? (ushort)signature.ResponseRcode : null;
        row.Bytes = (int)Math.Max(0, values[hasResponse ? ResponseSizeKey : QuerySizeKey]);
        row.ShowsAnswers = hasResponse && (block.Parameters.KeepsAnswers || sections[AnswersKey] != CdnsFields.Absent);
        return FillEnds(ref row, values, signature, block);
    }

    static string? FillEnds(ref DnsMessage row, ReadOnlySpan<long> values, in CdnsSignature signature, CdnsContent block)
    {
        var because = ReadAddress(values[ClientAddressKey], signature.AddressBytes, block, out var client);
        var problem = ReadAddress(signature.ServerAddress, signature.AddressBytes, block, out var server);
        row.Client = new(client, (ushort)Math.Max(0, values[ClientPortKey]));
        row.Server = new(server, signature.ServerPort);
        return because ?? problem;
    }

    /// <summary>Where it was not stored which sides there are, what is told of the response speaks for one.</summary>
    static Sides SidesOf(ReadOnlySpan<long> values, ReadOnlySpan<long> sections, in CdnsSignature signature)
    {
        var hasResponse = values[DelayKey] != CdnsFields.Absent || values[ResponseSizeKey] != CdnsFields.Absent || signature.ResponseRcode >= 0
            || sections.ContainsAnyExcept(CdnsFields.Absent);
        var hasQuery = values[DelayKey] != CdnsFields.Absent || values[QuerySizeKey] != CdnsFields.Absent || !hasResponse;
        return (hasQuery ? Sides.Query : Sides.None) | (hasResponse ? Sides.Response : Sides.None);
    }

    /// <summary>
    /// Reads an address, which may be cut to its first bytes (RFC 8618 section 6.2.4): the others are zero then. One that is not stored is none, and so is a prefix
    /// of which it is not stored which family it is of.
    /// </summary>
    /// <returns>What is wrong, or null.</returns>
    static string? ReadAddress(long index, int whole, CdnsContent block, out Address address)
    {
        address = Address.None;
        if (index == CdnsFields.Absent)
        {
            return null;
        }
        if (!block.Tables.TryGetAddress(index, out var bytes))
        {
            return CdnsDamage.Reference;
        }
        if (whole < 0 && block.Parameters.KeepsPrefixes)
        {
            return null;
        }
        whole = whole < 0 ? bytes.Length : whole;
        if (bytes.IsEmpty || bytes.Length > whole || whole is not V4Bytes and not V6Bytes)
        {
            return CdnsDamage.Address;
        }
        Span<byte> padded = stackalloc byte[V6Bytes];
        padded.Clear();
        bytes.CopyTo(padded);
        address = Address.FromBytes(padded[..whole]);
        return null;
    }

    string? AddRecords(Sides sides, ReadOnlySpan<long> sections, CdnsTables tables, ReadOnlySpan<byte> question)
    {
        _records.Clear();
        string? because = null;
        for (var section = Section.Answer; section <= Section.Additional && because is null && (sides & Sides.Response) != 0; section++)
        {
            var list = sections[(int)section];
            because = list == CdnsFields.Absent ? null : _records.Add(section, list, tables, question);
        }
        return because;
    }
}
