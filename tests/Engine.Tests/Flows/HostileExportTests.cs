using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Tests.Formats;
using Xunit;
using static Nameward.Engine.Tests.Flows.ExportBytes;

namespace Nameward.Engine.Tests.Flows;

/// <summary>Exports made to fill memory or to loop: what is kept is bounded, and every record is still told once.</summary>
public class HostileExportTests
{
    static ExportBytes Layout(int number) => ExportBytes.Template(number, 8, 4, 12, 4, 1, 4);

    static ExportBytes Record => new ExportBytes().Address("192.0.2.7", "192.0.2.53").U32(73);

    [Fact]
    public void OfMoreTemplatesThanAreHeldTheOldestGo()
    {
        var file = new ExportBytes();
        for (var source = 0; source < 6000; source++)
        {
            file.Add(Ipfix(new ExportBytes().Set(2, Layout(256)), source));
        }
        file.Add(Ipfix(new ExportBytes().Set(256, Record), 0)).Add(Ipfix(new ExportBytes().Set(256, Record), 5999));
        var dump = Feeding.Whole(new NetFlow(), file.ToArray());
        Assert.Equal((1, 6000, 1), (dump.Observed, dump.Ignored, dump.Malformed));
    }

    [Fact]
    public void OfMoreDataThanMayWaitTheOldestIsGivenUp()
    {
        var file = new ExportBytes();
        for (var source = 0; source < 3000; source++)
        {
            file.Add(Ipfix(new ExportBytes().Set(256, Record), source));
        }
        file.Add(Ipfix(new ExportBytes().Set(2, Layout(256)), 0)).Add(Ipfix(new ExportBytes().Set(2, Layout(256)), 2999));
        var dump = Feeding.Whole(new NetFlow(), file.ToArray());
        Assert.Equal((1, 2, 2999), (dump.Observed, dump.Ignored, dump.Malformed));
    }

    /// <summary>The template that is replaced holds for what came before, and the new one for the rest; all are withdrawn at last.</summary>
    [Fact]
    public void ATemplateThatChangesIsFollowedAndAllAreWithdrawnAtOnce()
    {
        byte[] file =
        [
            .. Ipfix(new ExportBytes().Set(2, Layout(256)).Set(256, Record).Set(2, ExportBytes.Template(256, 1, 4, 8, 4, 12, 4)).Set(256, new ExportBytes().U32(99).Address("192.0.2.8", "192.0.2.53"))),
            .. Ipfix(new ExportBytes().Set(2, new ExportBytes().U16(2, 0)).Set(256, Record)),
        ];
        var dump = Feeding.Whole(new NetFlow(), file).ToString();
        Assert.Contains("192.0.2.7 0 > 192.0.2.53 0 bytes 73/", dump, StringComparison.Ordinal);
        Assert.Contains("192.0.2.8 0 > 192.0.2.53 0 bytes 99/", dump, StringComparison.Ordinal);
        Assert.Contains("malformed: the template that describes this data", dump, StringComparison.Ordinal);
    }

    [Fact]
    public void ATemplateOfEmptyFieldsHasNoRecords()
    {
        var dump = Feeding.Whole(new NetFlow(), Ipfix(new ExportBytes().Set(2, ExportBytes.Template(256, 8, 0, 12, 0)).Set(256, Record)));
        Assert.Equal((0, 1, 1), (dump.Observed, dump.Ignored, dump.Malformed));
    }
}
