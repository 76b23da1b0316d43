using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Flows;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Formats;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Flows;

/// <summary>
/// Datagrams of exporters of many makes, one to a file, read in place where they are present. Data and the templates that describe it are often in two files: each by
/// itself its data is lost, and said to be; put together they are read, whichever comes first.
/// </summary>
public class NetFlowRealFilesTests
{
    static SourceReport Read(string path)
    {
        using var evidence = new FileEvidence(new([new(path, 1, IsNamed: true)], []), new ReadingOptions());
        return Assert.Single(evidence.ReadAll(() => new CollectingSink(), 1).Sources);
    }

    [Theory]
    [InlineData("ipfix.dat", 12, 4, 0)]
    [InlineData("ipfix_test_barracuda_data256.dat", 0, 0, 1)]
    [InlineData("ipfix_test_barracuda_extended_uniflow_data256.dat", 0, 0, 1)]
    [InlineData("ipfix_test_barracuda_extended_uniflow_tpl256.dat", 0, 1, 0)]
    [InlineData("ipfix_test_barracuda_tpl.dat", 0, 1, 0)]
    [InlineData("ipfix_test_ixia_tpldata256.dat", 1, 3, 0)]
    [InlineData("ipfix_test_ixia_tpldata271.dat", 2, 3, 0)]
    [InlineData("ipfix_test_juniper_mx240_junos151r6s3_data512.dat", 0, 0, 1)]
    [InlineData("ipfix_test_juniper_mx240_junos151r6s3_opttpl512.dat", 0, 1, 0)]
    [InlineData("ipfix_test_mikrotik_data258.dat", 0, 0, 1)]
    [InlineData("ipfix_test_mikrotik_data259.dat", 0, 0, 1)]
    [InlineData("ipfix_test_mikrotik_tpl.dat", 0, 2, 0)]
    [InlineData("ipfix_test_netscaler_data.dat", 0, 0, 4)]
    [InlineData("ipfix_test_netscaler_tpl.dat", 0, 7, 0)]
    [InlineData("ipfix_test_nokia_bras_data256.dat", 0, 0, 1)]
    [InlineData("ipfix_test_nokia_bras_tpl.dat", 0, 2, 0)]
    [InlineData("ipfix_test_openbsd_pflow_data.dat", 0, 0, 1)]
    [InlineData("ipfix_test_openbsd_pflow_tpl.dat", 0, 2, 0)]
    [InlineData("ipfix_test_procera_data52935.dat", 0, 0, 1)]
    [InlineData("ipfix_test_procera_tpl52935.dat", 0, 1, 0)]
    [InlineData("ipfix_test_viptela_data257.dat", 0, 0, 1)]
    [InlineData("ipfix_test_viptela_tpl257.dat", 0, 1, 0)]
    [InlineData("ipfix_test_vmware_vds_data264.dat", 0, 0, 1)]
    [InlineData("ipfix_test_vmware_vds_data266.dat", 0, 0, 1)]
    [InlineData("ipfix_test_vmware_vds_data266_267.dat", 0, 0, 2)]
    [InlineData("ipfix_test_vmware_vds_tpl.dat", 0, 13, 0)]
    [InlineData("ipfix_test_yaf_data45841.dat", 0, 0, 1)]
    [InlineData("ipfix_test_yaf_data45873.dat", 0, 0, 1)]
    [InlineData("ipfix_test_yaf_data53248.dat", 0, 0, 1)]
    [InlineData("ipfix_test_yaf_tpl45841.dat", 0, 1, 0)]
    [InlineData("ipfix_test_yaf_tpls_option_tpl.dat", 0, 14, 0)]
    [InlineData("netflow5.dat", 30, 0, 0)]
    [InlineData("netflow5_test_juniper_mx80.dat", 29, 0, 0)]
    [InlineData("netflow5_test_microtik.dat", 30, 0, 0)]
    [InlineData("netflow9_cisco_asr1001x_tpl259.dat", 25, 1, 0)]
    [InlineData("netflow9_test_0length_fields_tpl_data.dat", 10, 2, 0)]
    [InlineData("netflow9_test_cisco_1941K9.dat", 29, 1, 0)]
    [InlineData("netflow9_test_cisco_aci_data256.dat", 0, 0, 3)]
    [InlineData("netflow9_test_cisco_aci_tpl256-258.dat", 0, 3, 0)]
    [InlineData("netflow9_test_cisco_asa_1_data.dat", 0, 0, 1)]
    [InlineData("netflow9_test_cisco_asa_1_tpl.dat", 0, 13, 0)]
    [InlineData("netflow9_test_cisco_asa_2_data.dat", 0, 0, 9)]
    [InlineData("netflow9_test_cisco_asa_2_tpl_26x.dat", 0, 16, 0)]
    [InlineData("netflow9_test_cisco_asa_2_tpl_27x.dat", 0, 14, 0)]
    [InlineData("netflow9_test_cisco_asr9k_data256.dat", 0, 0, 1)]
    [InlineData("netflow9_test_cisco_asr9k_data260.dat", 0, 0, 1)]
    [InlineData("netflow9_test_cisco_asr9k_opttpl256.dat", 0, 1, 0)]
    [InlineData("netflow9_test_cisco_asr9k_opttpl257.dat", 0, 1, 0)]
    [InlineData("netflow9_test_cisco_asr9k_opttpl334.dat", 0, 1, 0)]
    [InlineData("netflow9_test_cisco_asr9k_tpl260.dat", 0, 1, 0)]
    [InlineData("netflow9_test_cisco_asr9k_tpl266.dat", 0, 1, 0)]
    [InlineData("netflow9_test_cisco_nbar_data262.dat", 0, 0, 1)]
    [InlineData("netflow9_test_cisco_nbar_opttpl260.dat", 0, 16, 0)]
    [InlineData("netflow9_test_cisco_nbar_tpl262.dat", 0, 1, 0)]
    [InlineData("netflow9_test_cisco_wlc_8510_tpl_262.dat", 0, 4, 0)]
    [InlineData("netflow9_test_cisco_wlc_data261.dat", 0, 0, 1)]
    [InlineData("netflow9_test_cisco_wlc_tpl.dat", 0, 2, 0)]
    [InlineData("netflow9_test_field_layer2segmentid_data.dat", 0, 0, 1)]
    [InlineData("netflow9_test_field_layer2segmentid_tpl.dat", 0, 1, 0)]
    [InlineData("netflow9_test_fortigate_fortios_521_data256.dat", 0, 0, 1)]
    [InlineData("netflow9_test_fortigate_fortios_521_data257.dat", 0, 0, 1)]
    [InlineData("netflow9_test_fortigate_fortios_521_tpl.dat", 0, 5, 0)]
    [InlineData("netflow9_test_fortigate_fortios_542_appid_data258_262.dat", 0, 0, 17)]
    [InlineData("netflow9_test_fortigate_fortios_542_appid_tpl258-269.dat", 0, 14, 0)]
    [InlineData("netflow9_test_h3c_data3281.dat", 0, 0, 16)]
    [InlineData("netflow9_test_h3c_netstream_varstring_data3281.dat", 0, 0, 1)]
    [InlineData("netflow9_test_h3c_netstream_varstring_tpl3281.dat", 0, 1, 0)]
    [InlineData("netflow9_test_h3c_tpl3281.dat", 0, 1, 0)]
    [InlineData("netflow9_test_huawei_netstream_data.dat", 0, 0, 1)]
    [InlineData("netflow9_test_huawei_netstream_tpl.dat", 0, 1, 0)]
    [InlineData("netflow9_test_invalid01.dat", 2, 4, 0)]
    [InlineData("netflow9_test_iptnetflow_reduced_size_encoding_tpldata260.dat", 12, 1, 6)]
    [InlineData("netflow9_test_juniper_srx_tplopt.dat", 0, 3, 0)]
    [InlineData("netflow9_test_macaddr_data.dat", 0, 0, 1)]
    [InlineData("netflow9_test_macaddr_tpl.dat", 0, 4, 0)]
    [InlineData("netflow9_test_nprobe_data.dat", 0, 0, 1)]
    [InlineData("netflow9_test_nprobe_dpi.dat", 0, 2, 0)]
    [InlineData("netflow9_test_nprobe_tpl.dat", 0, 4, 0)]
    [InlineData("netflow9_test_paloalto_81_data257_1flowset_in_large_zerofilled_packet.dat", 0, 0, 1)]
    [InlineData("netflow9_test_paloalto_81_tpl256-263.dat", 0, 8, 0)]
    [InlineData("netflow9_test_paloalto_panos_data.dat", 0, 0, 8)]
    [InlineData("netflow9_test_paloalto_panos_tpl.dat", 0, 8, 0)]
    [InlineData("netflow9_test_softflowd_tpl_data.dat", 7, 2, 0)]
    [InlineData("netflow9_test_streamcore_tpl_data256.dat", 2, 6, 0)]
    [InlineData("netflow9_test_streamcore_tpl_data260.dat", 2, 6, 0)]
    [InlineData("netflow9_test_ubnt_edgerouter_data1024.dat", 0, 0, 1)]
    [InlineData("netflow9_test_ubnt_edgerouter_data1025.dat", 0, 0, 1)]
    [InlineData("netflow9_test_ubnt_edgerouter_tpl.dat", 0, 4, 0)]
    [InlineData("netflow9_test_unknown_tpl266_292_data.dat", 2, 4, 0)]
    [InlineData("netflow9_test_valid01.dat", 7, 2, 0)]
    public void EachRecordIsObservedIgnoredOrMalformed(string file, int observed, int ignored, int lost)
    {
        var source = Read(Samples.Shared($"samples/netflow/{file}"));
        Assert.Equal(("netflow", observed, ignored, lost), (source.Format, source.Observed, source.Ignored, source.Malformed));
        Assert.All(source.MalformedReasons, reason => Assert.Equal(ExportDamage.NoTemplate, reason.Reason));
    }

    /// <summary>Both say a number of records that is not theirs.</summary>
    [Theory]
    [InlineData("netflow5_test_invalid01.dat")]
    [InlineData("netflow5_test_invalid02.dat")]
    public void AMessageThatSaysAnotherNumberOfRecordsIsDamaged(string file)
    {
        var source = Read(Samples.Shared($"samples/netflow/{file}"));
        Assert.Equal(("netflow", 0, 1), (source.Format, source.Observed, source.Malformed));
    }

    [Fact]
    public void WithItsTemplateAllDataIsRead()
    {
        var lost = 0;
        var flows = 0;
        foreach (var maker in ExportMaker.All())
        {
            RowDump first = Feeding.Whole(new NetFlow(), maker.Templates.Concat(maker.Data).SelectMany(message => message).ToArray());
            RowDump last = Feeding.Whole(new NetFlow(), maker.Data.Concat(maker.Templates).SelectMany(message => message).ToArray());
            Assert.Equal((first.Observed, first.Ignored, first.Malformed), (last.Observed, last.Ignored, last.Malformed));
            flows += first.Observed;
            lost += first.Malformed;
        }
        // Six sets of iptnetflow, one of netscaler and the two miscounted messages have no template in any of the files.
        Assert.Equal((458, 9), (flows, lost));
    }

    [Fact]
    public void NoFileIsLeftOut() =>
        Assert.Equal(92, Directory.GetFiles(Samples.Shared("samples/netflow"), "*.dat").Length);

    [Theory]
    [InlineData("sflow-print-v6.pcap", 14, 25)]
    [InlineData("sflow_expanded.pcap", 2, 1)]
    [InlineData("sflow_multiple_counter_30_pdus.pcap", 16, 30)]
    [InlineData("sflow_print-segv.pcap", 1, 1)]
    public void SamplesInCapturesAreFlowsBeyondThePackets(string file, int flows, int packets)
    {
        var source = Read(Samples.Shared($"samples/sflow/{file}"));
        Assert.Equal(("pcap", flows, flows, packets, 0), (source.Format, source.Observed, source.Flows, source.Ignored, source.Malformed));
    }
}
