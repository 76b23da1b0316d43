using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

public class CaptureAllocationTests
{
    const int Packets = 40_000;

    public static TheoryData<string> Containers() => ["pcap", "pcapng"];

    [Theory]
    [MemberData(nameof(Containers))]
    public void NothingIsAllocatedForAPacket(string container)
    {
        var file = Build(container);
        var writer = new BatchWriter(new Nowhere());
        writer.Begin(new(0, 0), 1);
        ReadAll(file, writer);
        var reader = Reading.Open(file);
        // A reader makes its buffers with the first packet.
        var begun = reader.Read(file.AsSpan(0, 1000), false, writer);
        var skimmer = Reading.Open(file);
        Assert.Equal(begun, skimmer.Skim(file.AsSpan(0, 1000), false, writer));
        var before = GC.GetAllocatedBytesForCurrentThread();
        reader.Read(file.AsSpan(begun), true, writer);
        skimmer.Skim(file.AsSpan(begun), true, writer);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(2 * Packets, writer.Counts.Records);
        // Room for what a reader makes once (its buffers, a section), far below a byte for each packet.
        Assert.True(allocated < Packets, $"{allocated} bytes for {Packets} packets");
    }

    static void ReadAll(byte[] file, BatchWriter writer) => Reading.Open(file).Read(file, true, writer);

    static byte[] Build(string container)
    {
        var query = Frames.QueryFrame(MessageBuilder.Query("WWW.example.com").ToArray());
        var response = Frames.ResponseFrame(MessageBuilder.Response("www.example.com", 1, 1).Answer(RecordTypes.Cname, [1, 97, 0xC0, 12]).ToArray());
        byte[][] frames = [query, response, Frames.Ethernet(new byte[28], 0x0806), Frames.QueryFrame([1, 2, 3])];
        var pcap = new PcapBuilder();
        var pcapng = new PcapngBuilder().Section().Interface();
        for (var i = 0; i < Packets; i++)
        {
            pcap.Packet(frames[i % frames.Length]);
            pcapng.Enhanced(frames[i % frames.Length]);
        }
        return container == "pcap" ? pcap.ToArray() : pcapng.ToArray();
    }

    sealed class Nowhere : IObservationSink
    {
        public void Take(IObservationBatch batch)
        {
        }
    }
}
