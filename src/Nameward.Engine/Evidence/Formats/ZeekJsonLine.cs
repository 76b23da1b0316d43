using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The members of one line of Zeek's JSON that are read. Keys are those of the TSV form; the record <c>id</c> may be flat or nested.</summary>
sealed class ZeekJsonLine
{
    readonly Slice[] _pieces = new Slice[ZeekFields.Count];
    readonly JsonKind[] _kinds = new JsonKind[ZeekFields.Count];

    /// <summary>Whether the line says that it is of another log than <c>dns.log</c>, where several share a stream.</summary>
    public bool IsOtherLog { get; private set; }

    /// <summary>Whether the keys read are those of <c>dns.log</c>: a flow and a name, or, for a response without one, a code.</summary>
    public bool HasDnsKeys => !IsOtherLog && Has(ZeekField.Time) && Has(ZeekField.Originator)
        && (Has(ZeekField.MessageId) || Has(ZeekField.Type) || Has(ZeekField.TypeName)) && (Has(ZeekField.Query) || Has(ZeekField.Rcode));

    /// <summary>Reads a line; false where it is not one whole object, and then what came before the damage is kept.</summary>
    public bool TryRead(ReadOnlySpan<byte> line)
    {
        _pieces.AsSpan().Fill(ZeekFields.Unset);
        _kinds.AsSpan().Clear();
        IsOtherLog = false;
        var scanner = new JsonScanner(line);
        if (!scanner.TryBegin((byte)'{'))
        {
            return false;
        }
        while (scanner.TryMember(out var name, out var value))
        {
            Keep(line, name.In(line), value);
        }
        return !scanner.IsDamaged && scanner.IsAtEnd;
    }

    /// <summary>The fields of the line.</summary>
    public ZeekFields Fields(ReadOnlySpan<byte> line) => new(line, _pieces);

    /// <summary>What kind of value a field has.</summary>
    public JsonKind Kind(ZeekField field) => _kinds[(int)field];

    bool Has(ZeekField field) => _pieces[(int)field].Length >= 0;

    void Keep(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, JsonValue value)
    {
        var field = ZeekFields.Named(name);
        if (field != ZeekField.Unread)
        {
            Keep(field, value);
        }
        else if (value.Kind == JsonKind.Object && name.SequenceEqual("id"u8))
        {
            KeepId(line, value);
        }
        else if (value.Kind == JsonKind.String && (name.SequenceEqual("_path"u8) || name.SequenceEqual("@stream"u8)))
        {
            IsOtherLog = !value.In(line).StartsWith("dns"u8);
        }
    }

    void KeepId(ReadOnlySpan<byte> line, JsonValue id)
    {
        var scanner = new JsonScanner(id.In(line));
        scanner.TryBegin((byte)'{');
        while (scanner.TryMember(out var name, out var value))
        {
            var field = ZeekFields.NamedOfId(name.In(id.In(line)));
            if (field != ZeekField.Unread)
            {
                Keep(field, value with { Start = id.Start + value.Start });
            }
        }
    }

    void Keep(ZeekField field, JsonValue value)
    {
        _pieces[(int)field] = value.Kind == JsonKind.Null ? ZeekFields.Unset : new(value.Start, value.Length);
        _kinds[(int)field] = value.Kind;
    }
}
