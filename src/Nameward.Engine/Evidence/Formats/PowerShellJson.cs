using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads an object as <c>ConvertTo-Json</c> writes it, in Windows PowerShell 5.1 and in PowerShell 7. Descriptions of classes, of which the former writes many, are
/// passed over. One belongs to one reader.
/// </summary>
sealed class PowerShellJson
{
    /// <summary>ConvertTo-Json goes no deeper than 100; what matters here stands in the first few levels.</summary>
    const int MostDepth = 12;

    byte[] _decoded = [];

    /// <summary>Reads an object; false where it is not one whole object.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, PowerShellObject to)
    {
        to.Begin();
        _decoded = _decoded.Length < text.Length ? new byte[text.Length] : _decoded;
        var scanner = new JsonScanner(text);
        scanner.TryBegin((byte)'{');
        while (scanner.TryMember(out var name, out var value))
        {
            Add(text, name.In(text), value, PowerShellObject.Root, MostDepth, to);
        }
        to.End();
        return !scanner.IsDamaged && scanner.IsAtEnd;
    }

    void Add(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, JsonValue value, int parent, int depth, PowerShellObject to)
    {
        if (to.IsFull)
        {
            return;
        }
        switch (value.Kind)
        {
            case JsonKind.Array or JsonKind.Object when depth == 0 || name.SequenceEqual("CimClass"u8):
                return;
            case JsonKind.Array or JsonKind.Object:
                AddNode(value.In(text), name, value.Kind == JsonKind.Array, parent, depth - 1, to);
                return;
            case JsonKind.EscapedString:
                to.Add(parent, name, _decoded.AsSpan(0, JsonText.Decode(value.In(text), _decoded)));
                return;
            case JsonKind.Null:
                to.Add(parent, name, []);
                return;
            default:
                to.Add(parent, name, value.In(text));
                return;
        }
    }

    void AddNode(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, bool isList, int parent, int depth, PowerShellObject to)
    {
        var node = to.Open(parent, name);
        var scanner = new JsonScanner(text);
        scanner.TryBegin(isList ? (byte)'[' : (byte)'{');
        JsonValue member = default;
        while (isList ? scanner.TryItem(out var value) : scanner.TryMember(out member, out value))
        {
            Add(text, member.In(text), value, node, depth, to);
        }
        to.Close(node);
    }
}
