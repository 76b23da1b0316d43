using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.App.Tests.Settings;

/// <summary>The inventory of hosts: what a file says, what is wrong with it and where, and that a run and <c>check</c> go by it.</summary>
public sealed class AssetFileTests : IDisposable
{
    const string Header = "address,host,owner,role,criticality\n";

    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(Header + "10.0.3.7,lab-pc7,Lab operations,client,low\n", "10.0.3.7", "lab-pc7/Lab operations/client/low")]
    [InlineData("\uFEFF" + Header + "10.0.3.7,lab-pc7,Lab operations,client,low\r\n", "10.0.3.7", "lab-pc7/Lab operations/client/low")]
    [InlineData("Owner;Site;ADDRESS;host\n\"Doe; J.\";Berlin;\"10.0.3.7; 10.0.3.8\";lab-pc7\n", "10.0.3.8", "lab-pc7/Doe; J.//")]
    [InlineData("host\taddress\n# a remark\n\n\"the \"\"old\"\" one\"\tfd00::7\n", "fd00::7", "the \"old\" one///")]
    [InlineData(Header + "10.0.3.0/24,,Floor 3,client\n10.0.3.7,lab-pc7\n", "10.0.3.7", "lab-pc7/Floor 3/client/")]
    public void AFileNamesHosts(string file, string address, string expected)
    {
        Assert.True(Address.TryParse(System.Text.Encoding.ASCII.GetBytes(address), out var host));
        var assets = Read(file).Of(host).ToList();
        string[] said = [First(asset => asset.Host), First(asset => asset.Owner), First(asset => asset.Role), First(asset => asset.Criticality)];
        Assert.Equal(expected, string.Join('/', said));

        string First(Func<Asset, string?> part) => assets.Select(part).FirstOrDefault(text => text is not null) ?? "";
    }

    [Theory]
    [InlineData("", "the file has no header", "1:1")]
    [InlineData("adress,owner\n", "no column is called address or host; write address for adress", "1:1")]
    [InlineData("colour,measure\n", "no column is called address or host; begin the file with address,host,owner,role,criticality", "1:1")]
    [InlineData("address,host,address\n", "the column address stands there twice", "1:14")]
    [InlineData(Header + "10.0.3.7x,lab-pc7\n", "10.0.3.7x is neither an address nor a CIDR prefix", "2:1")]
    [InlineData(Header + "\n10.0.3.7/8,lab-pc7\n", "10.0.3.7/8 sets bits behind its length", "3:1")]
    [InlineData(Header + ",,Floor 3\n", "the row names neither an address nor a host", "2:1")]
    [InlineData(Header + "10.0.3.7,one\n10.0.3.7,one\n10.0.3.7,two\n", "10.0.3.7 stands in line 2 with other words", "4:1")]
    [InlineData(Header + "10.0.3.7,\"lab-pc7\n", "a quote is not closed", "2:10")]
    public void AMistakeIsSaidWithItsPlace(string file, string what, string at)
    {
        var error = Assert.Throws<UserError>(() => Read(file));
        var mistake = error.Mistakes[0];
        Assert.StartsWith(what, $"{mistake.What}; {mistake.Do}", StringComparison.Ordinal);
        Assert.Equal($"{_place["assets.csv"]}:{at}", mistake.Here);
        Assert.NotNull(mistake.Do);
    }

    [Fact]
    public async Task CheckAndTriageGoByTheFileOfTheSite()
    {
        _place.Write("nameward.yaml", "assets: assets.csv\n");
        _place.Write("assets.csv", Header + "10.60.1.0/24,,Lab operations,client,low\n");
        _place.Write("tunnel.pcap", Workplace.Sample("samples/tunnel.pcap.gz"));
        var check = await _place.Run("check");
        Assert.Equal((0, ""), (check.Status, check.Error));
        Assert.Matches(@"(?m)^assets +set +assets.csv \(1 entry\)\r?$", check.Output);
        var triage = await _place.Run("triage", "tunnel.pcap", "--format", "json");
        Assert.Contains("\"owner\":\"Lab operations\",\"role\":\"client\",\"criticality\":\"low\",\"note\":null", triage.Output, StringComparison.Ordinal);
        _place.Write("other.csv", Header + "10.60.1.0/24,,Others\n");
        var other = await _place.Run("triage", "tunnel.pcap", "--assets", "other.csv", "--format", "json");
        Assert.Contains("\"owner\":\"Others\",\"role\":null", other.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Lab operations", other.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongFileStopsCheckAndTriageBeforeAnyWork()
    {
        _place.Write("nameward.yaml", "assets: assets.csv\nnetworks: [10.0.0.0/33]\n");
        _place.Write("assets.csv", Header + "10.60.1.0/33,,Lab operations\n");
        _place.Write("tunnel.pcap", Workplace.Sample("samples/tunnel.pcap.gz"));
        foreach (var run in (ProgramRun[])[await _place.Run("check"), await _place.Run("triage", "tunnel.pcap"), await _place.Run("triage", "tunnel.pcap", "--site", "none", "--assets", "assets.csv")])
        {
            Assert.Equal((2, ""), (run.Status, run.Output));
            Assert.Contains("10.60.1.0/33 is neither an address nor a CIDR prefix", run.Error, StringComparison.Ordinal);
            Assert.Contains("assets.csv:2:1", run.Error, StringComparison.Ordinal);
        }
        var none = await _place.Run("triage", "tunnel.pcap", "--site", "none", "--assets", "assts.csv");
        Assert.Equal((2, ""), (none.Status, none.Output));
        Assert.Contains("--assets assts.csv: there is no such file", none.Error, StringComparison.Ordinal);
    }

    AssetList Read(string file)
    {
        _place.Write("assets.csv", System.Text.Encoding.UTF8.GetBytes(file));
        return AssetFile.Read(_place["assets.csv"], "assets.csv");
    }
}
