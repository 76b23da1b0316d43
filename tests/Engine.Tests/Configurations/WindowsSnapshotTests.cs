using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Tests.Formats;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Configurations;

/// <summary>Exports of Windows say the same whatever form they have.</summary>
public class WindowsSnapshotTests
{
    const string Json = """{"ZoneName":"corp.x-example.com","ZoneType":"Primary","DynamicUpdate":"NonsecureAndSecure","SecureSecondaries":"TransferToSecureServers","SecondaryServers":["192.0.2.53","192.0.2.54"],"PSComputerName":"dc01"}""";

    const string OldJson = """{"ZoneName":"corp.x-example.com","ZoneType":"Primary","DynamicUpdate":1,"SecureSecondaries":2,"SecondaryServers":{"value":[{"IPAddressToString":"192.0.2.53"},{"IPAddressToString":"192.0.2.54"}],"Count":2},"PSComputerName":"dc01"}""";

    const string List = """
        ZoneName          : corp.x-example.com
        ZoneType          : Primary
        DynamicUpdate     : NonsecureAndSecure
        SecureSecondaries : TransferToSecureServers
        SecondaryServers  : {192.0.2.53,
                            192.0.2.54}
        PSComputerName    : dc01
        """;

    const string Csv = """
        #TYPE Selected.Microsoft.Management.Infrastructure.CimInstance
        "ZoneName","ZoneType","DynamicUpdate","SecureSecondaries","SecondaryServers","PSComputerName"
        "corp.x-example.com","Primary","NonsecureAndSecure","TransferToSecureServers","192.0.2.53 192.0.2.54","dc01"
        """;

    const string Clixml = """
        <Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><TN RefId="0"><T>System.Object</T></TN><Props>
        <S N="ZoneName">corp.x-example.com</S><S N="ZoneType">Primary</S><S N="DynamicUpdate">NonsecureAndSecure</S><S N="SecureSecondaries">TransferToSecureServers</S>
        <Obj N="SecondaryServers" RefId="1"><LST><S>192.0.2.53</S><S>192.0.2.54</S></LST></Obj><S N="PSComputerName">dc01</S></Props></Obj></Objs>
        """;

    static readonly string[] Zone =
    [
        "Zone dc01|corp.x-example.com|type|primary",
        "Updates dc01|corp.x-example.com|DynamicUpdate|any",
        "Transfers dc01|corp.x-example.com|SecureSecondaries|192.0.2.53, 192.0.2.54",
    ];

    [Theory]
    [InlineData(Json)]
    [InlineData(OldJson)]
    [InlineData(List)]
    [InlineData(Csv)]
    [InlineData(Clixml)]
    public void AZoneIsTheSameInEveryForm(string text)
    {
        var seen = Statements.Of("powershell-dns", text + "\n");
        Assert.Equal(Zone, seen.All);
        Assert.Empty(seen.Malformed);
        Assert.Equal("powershell-dns", Identification.Of(Encoding.UTF8.GetBytes(text), Evidence.Formats.FormatList.All)?.Info.Id);
    }

    /// <summary>The whole of a large server in one object: its parts are read as if they stood alone.</summary>
    [Fact]
    public void AnObjectThatIsTooLongIsReadInItsParts()
    {
        var zones = string.Concat(Enumerable.Range(0, 6000).Select(i =>
            $"<Obj RefId=\"{i + 9}\"><TNRef RefId=\"2\" /><ToString>DnsServerZone</ToString><Props><S N=\"ZoneName\">z{i}.x-example.com</S><S N=\"ZoneType\">Primary</S><S N=\"PSComputerName\">dc01</S></Props></Obj>\n"));
        var text = $"<Objs Version=\"1.1.0.1\"><Obj RefId=\"0\"><Props><Obj N=\"ServerZone\" RefId=\"1\"><LST>{zones}</LST></Obj></Props></Obj></Objs>\n";
        Assert.True(text.Length > IRecordReader.LargestRecord);
        var seen = Statements.Of("powershell-dns", text);
        Assert.Equal(Enumerable.Range(0, 6000).Select(i => $"Zone dc01|z{i}.x-example.com|type|primary"), seen.All);
        Assert.Empty(seen.Malformed);
    }

    [Fact]
    public void AnObjectThatIsLongerThanWhatIsLookedAtIsRecognised()
    {
        var zones = string.Join(',', Enumerable.Range(0, 3000).Select(i => $"{{\"ZoneName\":\"z{i}.x-example.com\",\"ZoneType\":\"Primary\"}}"));
        var head = Encoding.UTF8.GetBytes($"{{\"ServerSetting\":{{\"EnableDnsSec\":true,\"RoundRobin\":true}},\"ServerZone\":[{zones}]}}").AsSpan(0, Identification.HeadBytes);
        Assert.Equal("powershell-dns", Identification.Of(head, Evidence.Formats.FormatList.All)?.Info.Id);
    }

    /// <summary>As regedit writes it: UTF-16 with its mark, which an envelope takes off.</summary>
    [Fact]
    public void AnExportInUtf16IsReadAsInUtf8()
    {
        var bytes = File.ReadAllBytes(Samples.Own("samples/formats/windows-registry/version5.reg"));
        using var folder = new EvidenceFolder { Options = new() };
        folder.Write("wide.reg", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes))]);
        using var evidence = folder.Open();
        var source = Assert.Single(evidence.ReadAll(() => new CollectingSink(), 1).Sources);
        var plain = Feeding.Whole(FormatGoldenTests.Format("windows-registry"), bytes);
        Assert.Equal(("windows-registry", plain.Observed, plain.Ignored, plain.Malformed), (source.Format, (int)source.Observed, (int)source.Ignored, (int)source.Malformed));
    }

    /// <summary>The same servers, as the registry, PowerShell and ipconfig tell them, are the same list.</summary>
    [Theory]
    [InlineData("windows-registry", "REGEDIT4\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters]\n\"NameServer\"=\"192.0.2.53,203.0.113.66\"\n")]
    [InlineData("windows-registry", "REGEDIT4\n[HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet002\\Services\\Tcpip\\Parameters]\n\"DhcpNameServer\"=\"192.0.2.53 203.0.113.66\"\n")]
    [InlineData("powershell-dns", "{\"InterfaceAlias\":\"Ethernet0\",\"AddressFamily\":2,\"ServerAddresses\":[\"192.0.2.53\",\"203.0.113.66\"]}\n")]
    [InlineData("ipconfig", "   DNS Servers . . . . . . . . . . . : 192.0.2.53\n                                       203.0.113.66\n")]
    public void TheServersOfAHostAreTheSameWhoeverTellsThem(string format, string text)
    {
        var said = Assert.Single(Statements.Of(format, text).All);
        Assert.StartsWith("Resolvers |", said, StringComparison.Ordinal);
        Assert.EndsWith("|192.0.2.53, 203.0.113.66", said, StringComparison.Ordinal);
    }
}
