namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>Writes records as JSON (RFC 8259), an object on each line, from names and values that are text. Bytes that are no UTF-8 stay what they are.</summary>
sealed class JsonLineWriter
{
    byte[] _bytes = new byte[64 << 10];
    int _length;
    bool _isFirst;

    /// <summary>What was written; valid until more is.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Forgets what was written.</summary>
    public void Clear() => _length = 0;

    /// <summary>Begins an object.</summary>
    public void Begin()
    {
        Put((byte)'{');
        _isFirst = true;
    }

    /// <summary>Adds a member whose value is a string.</summary>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        AddName(name);
        AddString(value);
    }

    /// <summary>Adds a member whose value is written as JSON already.</summary>
    public void AddRaw(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        AddName(name);
        Put(json);
    }

    /// <summary>Ends the object, and its line.</summary>
    public void End() => Put("}\n"u8);

    /// <summary>Adds a line as it stands; line feeds in it become spaces.</summary>
    public void AddAsIs(ReadOnlySpan<byte> line)
    {
        var start = _length;
        Put(line);
        _bytes.AsSpan(start, line.Length).Replace((byte)'\n', (byte)' ');
        Put((byte)'\n');
    }

    void AddName(ReadOnlySpan<byte> name)
    {
        if (!_isFirst)
        {
            Put((byte)',');
        }
        _isFirst = false;
        AddString(name);
        Put((byte)':');
    }

    void AddString(ReadOnlySpan<byte> text)
    {
        Put((byte)'"');
        while (!text.IsEmpty)
        {
            var plain = 0;
            while (plain < text.Length && text[plain] is >= 0x20 and not ((byte)'"' or (byte)'\\'))
            {
                plain++;
            }
            Put(text[..plain]);
            if (plain < text.Length)
            {
                Escape(text[plain]);
                plain++;
            }
            text = text[plain..];
        }
        Put((byte)'"');
    }

    void Escape(byte c)
    {
        if (c >= 0x20)
        {
            Put([(byte)'\\', c]);
            return;
        }
        var digits = "0123456789abcdef"u8;
        Put([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', digits[c >> 4], digits[c & 15]]);
    }

    void Put(byte c) => Put([c]);

    void Put(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _length < bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + bytes.Length));
        }
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }
}
