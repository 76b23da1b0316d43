using System.Buffers.Binary;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Windows;

/// <summary>An event to be written into a log, the values of its data with their types.</summary>
sealed record EventWritten(string Provider, string Guid, ushort Id, DateTime Time, string Computer, params (string Name, object Value)[] Data)
{
    /// <summary>The process that wrote it.</summary>
    public uint ProcessId { get; init; } = 3336;

    /// <summary>The account on whose behalf it was written; null where none is told.</summary>
    public SidWritten? User { get; init; }
}

/// <summary>A security identifier under the authority of Windows NT.</summary>
sealed record SidWritten(params uint[] Parts);

/// <summary>
/// Writes event logs as Windows does: one template for the head of all events, one for the data of each kind, each where it is first used in its chunk, and
/// every name once.
/// </summary>
sealed class EventLogBuilder
{
    const int ChunkBytes = 65_536, FirstRecord = 512;

    readonly List<byte[]> _chunks = [];
    readonly Dictionary<string, int> _names = [];
    readonly Dictionary<string, int> _templates = [];
    byte[] _chunk = new byte[ChunkBytes];
    int _at = FirstRecord;
    ulong _record;

    /// <summary>Writes a log; a new chunk begins with each list.</summary>
    public static byte[] Log(params EventWritten[][] chunks)
    {
        var log = new EventLogBuilder();
        foreach (var events in chunks)
        {
            Array.ForEach(events, log.Add);
            log.EndChunk();
        }
        return log.File();
    }

    void Add(EventWritten written)
    {
        var start = _at;
        U32(0x2A2A);
        U32(0);
        U64(++_record);
        U64((ulong)written.Time.ToFileTimeUtc());
        Bytes(0x0F, 1, 1, 0);
        Template("system", () => Head(), [written.Provider, new Guid(written.Guid), written.Id, written.Time, written.Computer, written.Data, written.ProcessId, written.User!]);
        Bytes(0);
        var length = (_at - start + 4 + 7) / 8 * 8;
        _at = start + length - 4;
        U32((uint)length);
        BinaryPrimitives.WriteUInt32LittleEndian(_chunk.AsSpan(start + 4), (uint)length);
    }

    void Head() => Element("Event", () =>
    {
        Element("System", () =>
        {
            Element("Provider", () => { }, ("Name", () => Gap(0, 1)), ("Guid", () => Gap(1, 0x0F)));
            Element("EventID", () => Gap(2, 6));
            Element("TimeCreated", () => { }, ("SystemTime", () => Gap(3, 0x11)));
            Element("Execution", () => { }, ("ProcessID", () => Gap(6, 8)));
            Element("Channel", () => Text("Example/Operational"));
            Element("Computer", () => Gap(4, 1));
            Element("Security", () => { }, ("UserID", () => Gap(7, 0x13)));
        });
        Gap(5, 0x21);
    }, ("xmlns", () => Text("http://schemas.microsoft.com/win/2004/08/events/event")));

    void Items((string Name, object Value)[] data) => Element("EventData", () =>
    {
        for (var i = 0; i < data.Length; i++)
        {
            var (name, number) = (data[i].Name, i);
            Action content = () => Gap(number, TypeOf(data[number].Value));
            if (name.Length > 0)
            {
                Element("Data", content, ("Name", () => Text(name)));
            }
            else
            {
                Element("Data", content);
            }
        }
    });

    void Template(string key, Action body, object[] values)
    {
        Bytes(0x0C, 1);
        U32(0x4E57);
        if (_templates.TryGetValue(key, out var known))
        {
            U32((uint)known);
        }
        else
        {
            _templates[key] = _at + 4;
            U32((uint)_at + 4);
            U32(0);
            Raw(new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]).ToByteArray());
            Sized(() =>
            {
                Bytes(0x0F, 1, 1, 0);
                body();
                Bytes(0);
            });
        }
        Values(values);
    }

    void Values(object[] values)
    {
        U32((uint)values.Length);
        var descriptors = _at;
        _at += 4 * values.Length;
        for (var i = 0; i < values.Length; i++)
        {
            var start = _at;
            Value(values[i]);
            BinaryPrimitives.WriteUInt16LittleEndian(_chunk.AsSpan(descriptors + 4 * i), (ushort)(_at - start));
            _chunk[descriptors + 4 * i + 2] = (byte)TypeOf(values[i]);
        }
    }

    static int TypeOf(object value) => value switch
    {
        string => 0x01,
        string[] => 0x81,
        byte => 0x04,
        ushort => 0x06,
        int => 0x07,
        uint => 0x08,
        ulong => 0x0A,
        bool => 0x0D,
        byte[] => 0x0E,
        Guid => 0x0F,
        DateTime => 0x11,
        SidWritten => 0x13,
        (string, object)[] => 0x21,
        _ => 0,
    };

    void Value(object value)
    {
        switch (value)
        {
            case string text:
                Raw(Encoding.Unicode.GetBytes(text));
                break;
            case string[] texts:
                Raw(Encoding.Unicode.GetBytes(string.Concat(texts.Select(text => text + "\0"))));
                break;
            case byte number:
                Bytes(number);
                break;
            case ushort number:
                U16(number);
                break;
            case int number:
                U32((uint)number);
                break;
            case uint number:
                U32(number);
                break;
            case ulong number:
                U64(number);
                break;
            case bool truth:
                U32(truth ? 1u : 0);
                break;
            case byte[] bytes:
                Raw(bytes);
                break;
            case Guid guid:
                Raw(guid.ToByteArray());
                break;
            case DateTime time:
                U64((ulong)time.ToFileTimeUtc());
                break;
            case SidWritten sid:
                Bytes(1, (byte)sid.Parts.Length, 0, 0, 0, 0, 0, 5);
                Array.ForEach(sid.Parts, U32);
                break;
            case (string Name, object Value)[] data:
                Bytes(0x0F, 1, 1, 0);
                Template(string.Join('|', data.Select(item => $"{item.Name}:{TypeOf(item.Value)}")), () => Items(data), [.. data.Select(item => item.Value)]);
                Bytes(0);
                break;
        }
    }

    void Element(string name, Action content, params (string Name, Action Value)[] attributes)
    {
        Bytes((byte)(attributes.Length > 0 ? 0x41 : 0x01));
        U16(ushort.MaxValue);
        Sized(() =>
        {
            Name(name);
            if (attributes.Length > 0)
            {
                Sized(() =>
                {
                    for (var i = 0; i < attributes.Length; i++)
                    {
                        Bytes((byte)(i < attributes.Length - 1 ? 0x46 : 0x06));
                        Name(attributes[i].Name);
                        attributes[i].Value();
                    }
                });
            }
            Bytes(2);
            content();
            Bytes(4);
        });
    }

    void Gap(int number, int type)
    {
        Bytes(0x0E);
        U16((ushort)number);
        Bytes((byte)type);
    }

    void Text(string text)
    {
        Bytes(0x05, 0x01);
        U16((ushort)text.Length);
        Raw(Encoding.Unicode.GetBytes(text));
    }

    void Name(string name)
    {
        if (_names.TryGetValue(name, out var known))
        {
            U32((uint)known);
            return;
        }
        _names[name] = _at + 4;
        U32((uint)_at + 4);
        U32(0);
        U16((ushort)name.Aggregate(0, (hash, c) => hash * 65_599 + c));
        U16((ushort)name.Length);
        Raw(Encoding.Unicode.GetBytes(name));
        U16(0);
    }

    void Sized(Action content)
    {
        var start = _at;
        U32(0);
        content();
        BinaryPrimitives.WriteUInt32LittleEndian(_chunk.AsSpan(start), (uint)(_at - start - 4));
    }

    void EndChunk()
    {
        "ElfChnk\0"u8.CopyTo(_chunk);
        BinaryPrimitives.WriteUInt32LittleEndian(_chunk.AsSpan(40), 128);
        BinaryPrimitives.WriteUInt32LittleEndian(_chunk.AsSpan(48), (uint)_at);
        BinaryPrimitives.WriteUInt32LittleEndian(_chunk.AsSpan(52), Crc32.Append(0, _chunk.AsSpan(FirstRecord, _at - FirstRecord)));
        BinaryPrimitives.WriteUInt32LittleEndian(_chunk.AsSpan(120), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(_chunk.AsSpan(124), Crc32.Append(Crc32.Append(0, _chunk.AsSpan(0, 120)), _chunk.AsSpan(128, 384)));
        _chunks.Add(_chunk);
        (_chunk, _at) = (new byte[ChunkBytes], FirstRecord);
        _names.Clear();
        _templates.Clear();
    }

    byte[] File()
    {
        var head = new byte[4096];
        "ElfFile\0"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt64LittleEndian(head.AsSpan(16), (ulong)_chunks.Count - 1);
        BinaryPrimitives.WriteUInt64LittleEndian(head.AsSpan(24), _record + 1);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(32), 128);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(36), 0x0003_0001);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(40), 0x0001_1000 & 0xFFFF | (uint)_chunks.Count << 16);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(124), Crc32.Append(0, head.AsSpan(0, 120)));
        return [.. head, .. _chunks.SelectMany(chunk => chunk)];
    }

    void Bytes(params ReadOnlySpan<byte> bytes) => Raw(bytes);

    void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_chunk.AsSpan(_at));
        _at += bytes.Length;
    }

    void U16(ushort number)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_chunk.AsSpan(_at), number);
        _at += sizeof(ushort);
    }

    void U32(uint number)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_chunk.AsSpan(_at), number);
        _at += sizeof(uint);
    }

    void U64(ulong number)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_chunk.AsSpan(_at), number);
        _at += sizeof(ulong);
    }
}
