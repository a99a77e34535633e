/// Search and filter; without it the whole report is shown.
enum HTMLScript {
    static let text = """
        "use strict";(function(){var form=document.getElementById("filter"),shown=document.getElementById("shown");
        var all=Array.prototype.slice.call(document.querySelectorAll(".recommendation"));
        var texts=all.map(function(d){return d.textContent.toLowerCase()});form.hidden=false;
        function apply(){var wanted={};form.querySelectorAll("[name=verdict]").forEach(function(b){wanted[b.value]=b.checked});
        var words=form.text.value.toLowerCase().split(/\\s+/).filter(Boolean),level=form.level.value,
        severity=form.severity.value,subscription=form.subscription.value,count=0;
        all.forEach(function(d,i){var rows=d.querySelectorAll("tr[data-subscription]"),visible=0;
        rows.forEach(function(r){var s=r.dataset.subscription,ok=!subscription||!s||s===subscription;r.hidden=!ok;if(ok)visible++});
        var ok=wanted[d.dataset.verdict]&&(!level||d.dataset.level===level)&&(!severity||d.dataset.severity===severity)
        &&(!subscription||rows.length===0||visible>0)&&words.every(function(w){return texts[i].indexOf(w)>=0});
        d.hidden=!ok;if(ok)count++});shown.textContent=count+" of "+all.length+" shown"}
        form.addEventListener("input",apply);form.addEventListener("submit",function(e){e.preventDefault()});apply();
        function reveal(){var t=location.hash&&document.getElementById(location.hash.slice(1));if(t&&t.tagName==="DETAILS")t.open=true}
        window.addEventListener("hashchange",reveal);reveal();
        window.addEventListener("beforeprint",function(){all.forEach(function(d){
        if(/fail|unknown|manual/.test(d.dataset.verdict))d.open=true})})})();
        """
}
