using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups.Intake;

/// <summary>
/// What an observation says, as 64 bits: <see cref="WyHash"/> under the store's own seed of all of it but where it stands. The same record in another file,
/// or packed otherwise, has the same fingerprint. Of 10^9 records of a day, two that differ share one with a chance of 3 %.
/// </summary>
/// <param name="seed">The store's seed, which nobody outside knows: no record can be made to look like another.</param>
readonly struct Fingerprint(ulong seed)
{
    const int MostBytes = 160;

    /// <summary>Of a message.</summary>
    public ulong Of(in DnsMessage message, byte format, IObservationBatch batch)
    {
        Span<byte> room = stackalloc byte[MostBytes];
        var fields = new Fields(room, Kind.Message, format, message.Time);
        fields.Add((long)message.Sides | (long)message.Leg << 8 | (long)message.Transport << 16 | (long)message.Header << 24 | (long)message.Type << 32 | (long)message.Id << 48);
        fields.Add((message.Rcode ?? -1L) | (message.ShowsAnswers ? 1L << 32 : 0) | (message.IsNameHidden ? 1L << 33 : 0));
        fields.Add(message.Bytes);
        fields.Add(message.Client);
        fields.Add(message.Server);
        return With(batch.Bytes(message.Answers), With(batch.Bytes(message.RawName), WyHash.Of(fields.Written, seed)));
    }

    /// <summary>Of a flow.</summary>
    public ulong Of(in Flow flow, byte format, IObservationBatch batch)
    {
        Span<byte> room = stackalloc byte[MostBytes];
        var fields = new Fields(room, Kind.Flow, format, flow.Time);
        fields.Add(flow.Duration.Ticks);
        fields.Add(flow.Protocol | (long)flow.Verdict << 8 | (flow.IsAnswered is { } answered ? answered ? 2L : 1L : 0L) << 16);
        fields.Add(flow.UpBytes);
        fields.Add(flow.DownBytes);
        fields.Add(flow.UpPackets);
        fields.Add(flow.DownPackets);
        fields.Add(flow.Client);
        fields.Add(flow.Server);
        var translated = new Fields(stackalloc byte[MostBytes], Kind.Flow, format, flow.Time);
        translated.Add(flow.TranslatedClient);
        translated.Add(flow.TranslatedServer);
        return With(batch.Bytes(flow.Rule), WyHash.Of(translated.Written, WyHash.Of(fields.Written, seed)));
    }

    /// <summary>Of a statement about configuration.</summary>
    public ulong Of(in ConfigurationChange change, byte format, IObservationBatch batch)
    {
        Span<byte> room = stackalloc byte[MostBytes];
        var fields = new Fields(room, Kind.Change, format, change.Time);
        fields.Add((long)change.Kind | (long)change.Act << 8);
        var hash = WyHash.Of(fields.Written, seed);
        foreach (var text in (ReadOnlySpan<Slice>)[change.Host, change.Actor, change.Object, change.Property, change.Old, change.New])
        {
            hash = With(batch.Bytes(text), hash);
        }
        return hash;
    }

    /// <summary>Of a lease.</summary>
    public ulong Of(in HostLease lease, byte format, IObservationBatch batch)
    {
        Span<byte> room = stackalloc byte[MostBytes];
        var fields = new Fields(room, Kind.Lease, format, lease.From);
        fields.Add(lease.Until.Ticks);
        fields.Add(new Endpoint(lease.Address, lease.IsOver ? (ushort)1 : (ushort)0));
        return With(batch.Bytes(lease.Hardware), With(batch.Bytes(lease.Host), WyHash.Of(fields.Written, seed)));
    }

    /// <summary>Of a program that asked.</summary>
    public ulong Of(in ProcessActivity activity, byte format, IObservationBatch batch)
    {
        Span<byte> room = stackalloc byte[MostBytes];
        var fields = new Fields(room, Kind.Process, format, activity.Time);
        fields.Add(new Endpoint(activity.Client, 0));
        fields.Add(activity.ProcessId);
        if (!activity.Server.IsNone)
        {
            fields.Add(new Endpoint(activity.Server, 0));
        }
        var hash = WyHash.Of(fields.Written, seed);
        foreach (var text in (ReadOnlySpan<Slice>)[activity.Name, activity.Host, activity.User, activity.Process])
        {
            hash = With(batch.Bytes(text), hash);
        }
        return hash;
    }

    /// <summary>Chained, each under the hash of what comes before it: no byte can move from one text to the next unseen.</summary>
    static ulong With(ReadOnlySpan<byte> text, ulong hash) => WyHash.Of(text, hash);

    enum Kind : byte
    {
        Message = 1,
        Flow,
        Change,
        Lease,
        Process,
    }

    /// <summary>Numbers side by side, little-endian.</summary>
    ref struct Fields
    {
        readonly Span<byte> _room;
        int _at;

        public Fields(Span<byte> room, Kind kind, byte format, DateTime time)
        {
            _room = room;
            Add((long)kind | (long)format << 8);
            Add(time.Ticks);
        }

        public readonly ReadOnlySpan<byte> Written => _room[.._at];

        public void Add(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_room[_at..], value);
            _at += sizeof(long);
        }

        public void Add(Endpoint end)
        {
            Add((long)end.Address.High);
            Add((long)end.Address.Low);
            Add(end.Port);
        }
    }
}
