namespace Nameward.Engine.Evidence.Capture;

/// <summary>Takes the packet out of the three kinds of packet block (draft-ietf-opsawg-pcapng sections 4.3, 4.4 and appendix A).</summary>
static class PcapngPackets
{
    const int EnhancedHeader = 20, SimpleHeader = 4;

    /// <summary>Hands on the packet of a block.</summary>
    public static void Take(PcapngSection section, in PcapngPacketBlock block, in PacketPass pass)
    {
        var interfaceNumber = block.Type switch
        {
            PcapngBlocks.EnhancedPacket => section.U32(block.Body, 0),
            PcapngBlocks.ObsoletePacket => section.U16(block.Body, 0),
            _ => 0u,
        };
        if (!section.Has(interfaceNumber))
        {
            pass.Container.Malformed(block.Number, PacketDamage.UnknownInterface);
            return;
        }
        ref var description = ref section[interfaceNumber];
        if (!LinkTypes.AreRead(description.Link))
        {
            ReportUnreadLink(block.Number, ref description, pass);
        }
        else
        {
            HandOn(section, block, description, pass);
        }
    }

    static void ReportUnreadLink(long number, ref PcapngInterface description, in PacketPass pass)
    {
        if (description.IsLinkTold)
        {
            pass.Container.Ignored(number);
            return;
        }
        description.IsLinkTold = true;
        pass.Container.Malformed(number, PacketDamage.UnknownLink);
    }

    static void HandOn(PcapngSection section, in PcapngPacketBlock block, in PcapngInterface description, in PacketPass pass)
    {
        var isSimple = block.Type == PcapngBlocks.SimplePacket;
        var body = block.Body;
        var header = isSimple ? SimpleHeader : EnhancedHeader;
        var room = body[header..];
        var captured = isSimple ? SimpleLength(section.U32(body, 0), description.SnapLength, room.Length) : section.U32(body, 12);
        if (captured > (uint)room.Length)
        {
            pass.Container.Malformed(block.Number, PacketDamage.BlockContent);
            return;
        }
        if (!pass.Spares(description.Link, room[..(int)captured]))
        {
            var time = isSimple ? DateTime.MinValue : description.Time(section.U32(body, 4), section.U32(body, 8));
            pass.Take(new(block.Number, time, description.Link, block.Reach[header..], (int)captured) { Original = (int)Math.Min(section.U32(body, isSimple ? 0 : 16), int.MaxValue) });
        }
    }

    /// <summary>A simple packet was cut at the snapshot length of its interface; a writer that cut more leaves what the block holds.</summary>
    static uint SimpleLength(uint original, uint snapLength, int room)
    {
        var captured = snapLength == 0 ? original : Math.Min(original, snapLength);
        return Math.Min(captured, (uint)room);
    }
}
