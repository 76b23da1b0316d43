using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Flows;

/// <summary>
/// Reads messages of flow export in their order: NetFlow version 5 and 9 (RFC 3954), IPFIX (RFC 7011) and sFlow version 5. A record of a flow is observed; templates,
/// records of options and records without two addresses are ignored. Counts of sampled packets are multiplied by the rate, as nfdump does. Messages that came twice, or from two
/// exporters on one path, are read twice. One belongs to one source.
/// </summary>
/// <param name="remarks">Is told of sampling and of times that cannot be; null where nobody asks.</param>
sealed class FlowExports(SourceRemarks? remarks)
{
    readonly ExportRecord _record = new();
    readonly SamplingTable _sampling = new();
    long _odd;

    TemplatedExports Templated => field ??= new(this);

    /// <summary>The fields of the record that is read.</summary>
    public ExportRecord Record => _record;

    /// <summary>What exporters say of their samplers.</summary>
    public SamplingTable Sampling => _sampling;

    /// <summary>Reads one message.</summary>
    /// <param name="message">From its head on; of NetFlow and IPFIX at least the head, as <see cref="ExportFraming"/> has seen.</param>
    /// <param name="place">Where it stands and who sent it.</param>
    /// <param name="rows">Takes its records.</param>
    public void Read(ReadOnlySpan<byte> message, in ExportContext place, IBatchWriter rows)
    {
        switch (BinaryPrimitives.ReadUInt16BigEndian(message))
        {
            case ExportFraming.NetFlow5:
                ReadFive(message, NetFlow5.Context(message, place), rows);
                break;
            case 0:
                SFlowExports.Read(message, place, rows, remarks);
                break;
            default:
                Templated.Read(message, place, rows);
                break;
        }
    }

    /// <summary>The source has ended: tells what was still waited for.</summary>
    public void End(IBatchWriter rows) => Templated.End(rows);

    /// <summary>Tells the record that was read last.</summary>
    public void Tell(in ExportContext context, uint sampling, int at, IBatchWriter rows)
    {
        var position = context.At(at);
        if (!ExportedFlow.HasEnds(_record))
        {
            rows.Ignored(position);
            return;
        }
        var times = ExportTimes.Of(_record, context);
        if (times.IsOdd)
        {
            remarks?.TellOddTimes(++_odd);
        }
        remarks?.TellSampling(sampling);
        rows.Flow(ExportedFlow.Of(_record, times, sampling, position));
    }

    void ReadFive(ReadOnlySpan<byte> message, in ExportContext context, IBatchWriter rows)
    {
        int count = BinaryPrimitives.ReadUInt16BigEndian(message[2..]), at = NetFlow5.Head;
        for (; count > 0 && message.Length - at >= NetFlow5.Record; count--, at += NetFlow5.Record)
        {
            NetFlow5.Read(message[at..], _record);
            Tell(context, context.Sampling, at, rows);
        }
        if (count > 0)
        {
            rows.Malformed(context.At(at), ExportDamage.RecordsEnd);
        }
    }
}
