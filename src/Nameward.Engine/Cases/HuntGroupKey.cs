using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>What look-ups of a group have in common, as bytes: each dimension in its turn, so that no look-up needs an object to find its group.</summary>
sealed class HuntGroupKey(HuntGrouping by)
{
    const byte Hidden = byte.MaxValue, IsAddress = 1, IsName = 2;
    const ushort NoRcode = ushort.MaxValue;
    const int AddressBytes = 16, NoTime = int.MinValue;

    readonly byte[] _room = new byte[4 * WireName.MaxBytes];
    int _length;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _room.AsSpan(0, _length);

    /// <summary>Writes the key of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="batch">Its batch.</param>
    /// <param name="answer">Where it led: an address; none where it is a name, or nothing is made by it.</param>
    /// <param name="target">A name where it led to one.</param>
    public void Write(in DnsMessage message, IObservationBatch batch, Address answer, ReadOnlySpan<byte> target)
    {
        _length = 0;
        foreach (var dimension in by.Dimensions)
        {
            switch (dimension)
            {
                case HuntDimension.Client:
                    Put(message.Client.Address);
                    break;
                case HuntDimension.Server:
                    Put(message.Server.Address);
                    break;
                case HuntDimension.Answer:
                    PutAnswer(answer, target);
                    break;
                case HuntDimension.Zone or HuntDimension.Name:
                    PutName(message, batch, dimension);
                    break;
                default:
                    Put(NumberOf(message, dimension));
                    break;
            }
        }
    }

    /// <summary>A key as a row, of which nothing else is known.</summary>
    public HuntRow Read(ReadOnlySpan<byte> key)
    {
        var row = new HuntRow { Kind = "group" };
        foreach (var dimension in by.Dimensions)
        {
            row = Read(row, dimension, ref key);
        }
        return row;
    }

    static int NumberOf(in DnsMessage message, HuntDimension dimension) => dimension switch
    {
        HuntDimension.Type => message.Type,
        HuntDimension.Rcode => message.Rcode ?? NoRcode,
        _ when message.Time == DateTime.MinValue => NoTime,
        HuntDimension.Day => (int)((message.Time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay),
        _ => (int)((message.Time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerHour),
    };

    static HuntRow Read(HuntRow row, HuntDimension dimension, ref ReadOnlySpan<byte> key) => dimension switch
    {
        HuntDimension.Client => row with { Client = TakeAddress(ref key) },
        HuntDimension.Server => row with { Server = new(TakeAddress(ref key), 0) },
        HuntDimension.Answer => row with { Answer = TakeAnswer(ref key) },
        HuntDimension.Zone => row with { Zone = TakeName(ref key) },
        HuntDimension.Name => row with { Name = TakeName(ref key) },
        HuntDimension.Type => row with { Type = (ushort)TakeNumber(ref key) },
        HuntDimension.Rcode => row with { Rcode = TakeNumber(ref key) is var rcode && rcode != NoRcode ? (ushort)rcode : null },
        HuntDimension.Day => row with { Day = TakeNumber(ref key) is var day && day != NoTime ? DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(day)) : null },
        _ => row with { Hour = TakeNumber(ref key) is var hour && hour != NoTime ? DateTime.UnixEpoch.AddHours(hour) : null },
    };

    void Put(Address address)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_room.AsSpan(_length), address.High);
        BinaryPrimitives.WriteUInt64BigEndian(_room.AsSpan(_length + sizeof(ulong)), address.Low);
        _length += AddressBytes;
    }

    void Put(int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(_room.AsSpan(_length), number);
        _length += sizeof(int);
    }

    void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_room.AsSpan(_length));
        _length += bytes.Length;
    }

    void PutName(in DnsMessage message, IObservationBatch batch, HuntDimension dimension)
    {
        var name = batch.Bytes(message.Name);
        Put(message.IsNameHidden ? [Hidden] : dimension == HuntDimension.Name ? name : name[message.ZoneStart..]);
    }

    void PutAnswer(Address answer, ReadOnlySpan<byte> target)
    {
        Put([answer.IsNone ? IsName : IsAddress]);
        if (answer.IsNone)
        {
            Put(target);
        }
        else
        {
            Put(answer);
        }
    }

    static Address TakeAddress(ref ReadOnlySpan<byte> key) => Address.FromBytes(Take(ref key, AddressBytes));

    static int TakeNumber(ref ReadOnlySpan<byte> key) => BinaryPrimitives.ReadInt32BigEndian(Take(ref key, sizeof(int)));

    static HostileText? TakeAnswer(ref ReadOnlySpan<byte> key) => Take(ref key, 1)[0] == IsAddress ? HostileText.Address(TakeAddress(ref key)) : TakeName(ref key);

    static HostileText? TakeName(ref ReadOnlySpan<byte> key)
    {
        if (key[0] == Hidden)
        {
            key = key[1..];
            return null;
        }
        var length = 0;
        while (key[length] != 0)
        {
            length += key[length] + 1;
        }
        return HostileText.Name(Take(ref key, length + 1));
    }

    static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> key, int length)
    {
        var taken = key[..length];
        key = key[length..];
        return taken;
    }
}
