using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// A line of a log inside a JSON object on one line: of filebeat and logstash (<c>message</c>, <c>event.original</c>), Docker (<c>log</c>), journald
/// (<c>MESSAGE</c>, which is a list of bytes where they are not UTF-8), Splunk (<c>result._raw</c>), CloudWatch (<c>message</c>), GCP (<c>textPayload</c>) and GELF
/// (<c>full_message</c>, <c>short_message</c>).
/// </summary>
sealed class JsonWrapper
{
    byte[] _message = new byte[4096];
    JsonValue _original;
    JsonValue _text;
    JsonValue _time;
    JsonValue _program;

    /// <summary>Takes the wrapper off.</summary>
    /// <param name="text">The line; the message, which is valid until the next call, then.</param>
    /// <param name="header">What the wrapper says of the message, which is not set.</param>
    /// <returns>False where the line is no such object.</returns>
    public bool TryTake(scoped ref ReadOnlySpan<byte> text, out LogLine header)
    {
        header = default;
        (_original, _text, _time, _program) = (default, default, default, default);
        if (text is not [(byte)'{', ..] || !TryRead(text, 0, 0))
        {
            return false;
        }
        _text = _text.Kind == JsonKind.None ? _original : _text;
        if (!TryDecode(text, out var length))
        {
            return false;
        }
        header = new() { Stamp = StampOf(text), HasHeader = _program.Length > 0, Program = _program.In(text) };
        text = _message.AsSpan(0, length).TrimEnd("\r\n"u8);
        return true;
    }

    static LogStamp StampOf(ReadOnlySpan<byte> text, JsonValue time)
    {
        if (time.Kind is not (JsonKind.String or JsonKind.Number))
        {
            return default;
        }
        return Timestamps.TryParse(time.In(text), out var utc) ? LogStamp.Utc(utc) : default;
    }

    LogStamp StampOf(ReadOnlySpan<byte> text) => StampOf(text, _time);

    /// <summary>Reads the members of an object at <paramref name="start"/> of the line.</summary>
    bool TryRead(ReadOnlySpan<byte> line, int start, int depth)
    {
        var text = line[start..];
        var scanner = new JsonScanner(text);
        scanner.TryBegin((byte)'{');
        while (scanner.TryMember(out var name, out var value))
        {
            Keep(line, name.In(text), value with { Start = start + value.Start }, depth);
        }
        return !scanner.IsDamaged && (depth > 0 || scanner.IsAtEnd);
    }

    void Keep(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, JsonValue value, int depth)
    {
        if (value.Kind == JsonKind.Object)
        {
            KeepNested(line, name, value, depth);
        }
        else if (IsMessage(name))
        {
            var isMessage = value.Kind is JsonKind.String or JsonKind.EscapedString || (value.Kind == JsonKind.Array && name[0] == 'M');
            _text = isMessage ? value : _text;
        }
        else if (IsTime(name))
        {
            _time = value;
        }
        else if (value.Kind == JsonKind.String && IsProgram(name))
        {
            _program = value;
        }
        else if (value.Kind is JsonKind.String or JsonKind.EscapedString && (name.SequenceEqual("event.original"u8) || name.SequenceEqual("short_message"u8)))
        {
            _original = value;
        }
    }

    static bool IsTime(ReadOnlySpan<byte> name) => name.SequenceEqual("@timestamp"u8) || name.SequenceEqual("time"u8) || name.SequenceEqual("timestamp"u8)
        || name.SequenceEqual("_time"u8) || name.SequenceEqual("__REALTIME_TIMESTAMP"u8);

    static bool IsProgram(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("SYSLOG_IDENTIFIER"u8) || name.SequenceEqual("program"u8) || name.SequenceEqual("appname"u8);

    static bool IsMessage(ReadOnlySpan<byte> name) => name.SequenceEqual("message"u8) || name.SequenceEqual("log"u8) || name.SequenceEqual("MESSAGE"u8)
        || name.SequenceEqual("_raw"u8) || name.SequenceEqual("full_message"u8) || name.SequenceEqual("textPayload"u8);

    void KeepNested(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, JsonValue value, int depth)
    {
        if (depth == 0 && name.SequenceEqual("result"u8))
        {
            TryRead(line, value.Start, depth + 1);
        }
        else if (depth == 0 && (name.SequenceEqual("event"u8) || name.SequenceEqual("process"u8)))
        {
            KeepOfEvent(line, value, isEvent: name[0] == 'e');
        }
    }

    void KeepOfEvent(ReadOnlySpan<byte> line, JsonValue value, bool isEvent)
    {
        var text = value.In(line);
        var scanner = new JsonScanner(text);
        scanner.TryBegin((byte)'{');
        while (scanner.TryMember(out var name, out var inner))
        {
            var kept = inner with { Start = value.Start + inner.Start };
            if (isEvent && inner.Kind is JsonKind.String or JsonKind.EscapedString && name.In(text).SequenceEqual("original"u8))
            {
                _original = kept;
            }
            else if (!isEvent && inner.Kind == JsonKind.String && name.In(text).SequenceEqual("name"u8))
            {
                _program = kept;
            }
        }
    }

    bool TryDecode(ReadOnlySpan<byte> line, out int length)
    {
        length = 0;
        var text = _text.In(line);
        if (text.Length > _message.Length)
        {
            _message = new byte[Math.Max(text.Length, 2 * _message.Length)];
        }
        switch (_text.Kind)
        {
            case JsonKind.String or JsonKind.EscapedString:
                length = JsonText.Decode(text, _message);
                return true;
            case JsonKind.Array:
                return TryBytes(text, out length);
            default:
                return false;
        }
    }

    /// <summary>A list of numbers, each a byte.</summary>
    bool TryBytes(ReadOnlySpan<byte> list, out int length)
    {
        length = 0;
        var scanner = new JsonScanner(list);
        scanner.TryBegin((byte)'[');
        while (scanner.TryItem(out var item))
        {
            if (!Numbers.TryUInt16(item.In(list), out var number) || number > byte.MaxValue)
            {
                return false;
            }
            _message[length++] = (byte)number;
        }
        return true;
    }
}
