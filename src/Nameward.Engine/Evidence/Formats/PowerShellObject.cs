using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// One object of PowerShell with the objects and lists in it, whatever form it was written in. A node is an object or a list and has a number; the object itself is
/// number 0. Names are compared without case, as PowerShell does. One belongs to one reader and is used again.
/// </summary>
sealed class PowerShellObject
{
    /// <summary>The object itself.</summary>
    public const int Root = 0;

    /// <summary>No property.</summary>
    public const int None = -1;

    /// <summary>An object with more properties than these, those of all objects in it too, is read up to there.</summary>
    const int MostProperties = 1 << 16;

    struct Property
    {
        public int Parent;
        public int End;
        public bool IsNode;
        public Slice Name;
        public Slice Text;
    }

    Property[] _all = new Property[64];
    byte[] _bytes = new byte[4096];
    int _count, _used;

    /// <summary>Whether no more is taken.</summary>
    public bool IsFull => _count == MostProperties;

    /// <summary>Begins an object.</summary>
    public void Begin()
    {
        (_count, _used) = (0, 0);
        Open(None, []);
    }

    /// <summary>Begins an object or a list in another.</summary>
    /// <returns>Its number; that of the parent where no more is taken.</returns>
    public int Open(int parent, ReadOnlySpan<byte> name)
    {
        if (IsFull)
        {
            return parent;
        }
        Append(parent, name, [], isNode: true);
        return _count - 1;
    }

    /// <summary>Ends an object or a list.</summary>
    public void Close(int node) => _all[node].End = _count;

    /// <summary>Ends all that is open.</summary>
    public void End()
    {
        for (var i = 0; i < _count; i++)
        {
            _all[i].End = Math.Min(_all[i].End, _count);
        }
    }

    /// <summary>Adds a property with a text, or an item of a list, which has no name.</summary>
    public void Add(int parent, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (!IsFull)
        {
            Append(parent, name, text, isNode: false);
            _all[_count - 1].End = _count;
        }
    }

    /// <summary>Adds to the text of a property that was added last.</summary>
    public void Continue(ReadOnlySpan<byte> text)
    {
        if (_count > 1 && !text.IsEmpty)
        {
            ref var last = ref _all[_count - 1];
            last.Text = new(last.Text.Start, last.Text.Length + Keep(text).Length);
        }
    }

    /// <summary>Gives an object the text that stands for it.</summary>
    public void SetText(int node, ReadOnlySpan<byte> text) => _all[node].Text = Keep(text);

    /// <summary>The property of a node; <see cref="None"/> where it has none of that name.</summary>
    public int Find(int node, ReadOnlySpan<byte> name)
    {
        for (var i = node + 1; i < _all[node].End; i = _all[i].End)
        {
            if (_all[i].Name.Length == name.Length && Ascii.EqualsIgnoreCase(Of(_all[i].Name), name))
            {
                return i;
            }
        }
        return None;
    }

    /// <summary>Whether a node has a property of a name, filled or not.</summary>
    public bool Has(int node, ReadOnlySpan<byte> name) => Find(node, name) != None;

    /// <summary>The name of a property, as it is written; empty for the item of a list.</summary>
    public ReadOnlySpan<byte> Name(int property) => Of(_all[property].Name);

    /// <summary>Whether a property is an object or a list.</summary>
    public bool IsNode(int property) => _all[property].IsNode;

    /// <summary>The first property or item of a node; <see cref="None"/> where it has none.</summary>
    public int First(int node) => node + 1 < _all[node].End ? node + 1 : None;

    /// <summary>The property or item behind another in the same node; <see cref="None"/> behind the last.</summary>
    public int Next(int property)
    {
        var next = _all[property].End;
        return next < _all[_all[property].Parent].End ? next : None;
    }

    /// <summary>A property's text, or what stands for an object; empty where it has none, or but the name of a type.</summary>
    public ReadOnlySpan<byte> Text(int property)
    {
        if (property == None)
        {
            return [];
        }
        var address = IsNode(property) ? Find(property, "IPAddressToString"u8) : None;
        var text = Of(_all[address == None ? property : address].Text).Trim(" \t\r\n"u8);
        return IsTypeName(text) ? [] : text;
    }

    /// <summary>The text of a node's property.</summary>
    public ReadOnlySpan<byte> Text(int node, ReadOnlySpan<byte> name) => Text(Find(node, name));

    /// <summary>Whether a node's property is true.</summary>
    public bool IsTrue(int node, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(Text(node, name), "True"u8);

    /// <summary>
    /// Adds the items of a node's property, which is a list or a text that lists them: <c>{192.0.2.1, 192.0.2.2}</c>. Where PowerShell has left items out, three dots say so.
    /// </summary>
    public void AddItems(int node, ReadOnlySpan<byte> name, JoinedText to)
    {
        var property = Find(node, name);
        if (property != None)
        {
            AddItems(property, to);
        }
    }

    /// <summary>Adds the items of a property.</summary>
    public void AddItems(int property, JoinedText to)
    {
        var text = Text(property);
        if (!IsNode(property) || !text.IsEmpty)
        {
            AddWritten(text, to);
            return;
        }
        // Windows PowerShell wraps some lists: {"value":["192.0.2.1"],"Count":1}.
        var list = Find(property, "value"u8) is > 0 and var wrapped && Has(property, "Count"u8) ? wrapped : property;
        for (var item = IsNode(list) ? First(list) : None; item != None; item = Next(item))
        {
            to.AddItem(_all[item].Name.Length == 0 ? Text(item) : []);
        }
    }

    static void AddWritten(ReadOnlySpan<byte> text, JoinedText to)
    {
        var isList = text is [(byte)'{', .., (byte)'}'];
        text = isList ? text[1..^1] : text;
        var isCut = isList && text.EndsWith("..."u8);
        text = isCut ? text[..^3] : text;
        while (!text.IsEmpty)
        {
            var length = text.IndexOfAny(" ,;\t"u8);
            to.AddItem(length < 0 ? text : text[..length]);
            text = length < 0 ? [] : text[(length + 1)..];
        }
        to.AddItem(isCut ? "..."u8 : []);
    }

    /// <summary>Whether a text is what PowerShell writes for an object that it does not open: the name of its type.</summary>
    static bool IsTypeName(ReadOnlySpan<byte> text) =>
        text.EndsWith("[]"u8) || text.StartsWith("System."u8) || text.StartsWith("Microsoft.Management."u8) || text.StartsWith("Deserialized."u8)
        || text.StartsWith("DnsServer"u8) || text.StartsWith("MSFT_"u8);

    void Append(int parent, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text, bool isNode)
    {
        if (_count == _all.Length)
        {
            Array.Resize(ref _all, 2 * _all.Length);
        }
        _all[_count++] = new() { Parent = parent, End = int.MaxValue, IsNode = isNode, Name = Keep(name), Text = Keep(text) };
    }

    Slice Keep(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _used < bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_used + bytes.Length, 2 * _bytes.Length));
        }
        bytes.CopyTo(_bytes.AsSpan(_used));
        _used += bytes.Length;
        return new(_used - bytes.Length, bytes.Length);
    }

    ReadOnlySpan<byte> Of(Slice slice) => _bytes.AsSpan(slice.Start, slice.Length);
}
