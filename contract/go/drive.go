// One batch from the recording to the report, with the client that is generated for Go.
package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"argus/contract/argus"

	"github.com/google/uuid"
)

type account struct {
	BatchID        string   `json:"batch_id"`
	Signals        int64    `json:"signals"`
	Imported       int64    `json:"imported"`
	Size           int64    `json:"size"`
	SHA256         string   `json:"sha256"`
	Status         string   `json:"status"`
	ProcessedFiles int64    `json:"processed_files"`
	Parsed         int64    `json:"parsed"`
	CPUAverage     *float64 `json:"cpu_average"`
	ContentSHA256  string   `json:"content_sha256"`
	Refusal        string   `json:"refusal"`
}

func main() {
	seen, err := drive(context.Background(), os.Args[1], os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(seen); err != nil {
		log.Fatal(err)
	}
}

func drive(ctx context.Context, url, folder string) (*account, error) {
	client, err := argus.NewClientWithResponses(url)
	if err != nil {
		return nil, err
	}
	seen := &account{}

	database, err := os.Open(filepath.Join(folder, "vehicle.dbc"))
	if err != nil {
		return nil, err
	}
	put, err := client.PutPlatformDatabaseWithBodyWithResponse(ctx, "go", "vehicle.dbc", "application/octet-stream", database)
	if err = expect(200, put, err); err != nil {
		return nil, err
	}
	seen.Signals = put.JSON200.Signals

	table, err := os.Open(filepath.Join(folder, "knowledge.csv"))
	if err != nil {
		return nil, err
	}
	dryRun := argus.ImportKnowledgeParamsDryRun("true")
	imported, err := client.ImportKnowledgeWithBodyWithResponse(ctx, &argus.ImportKnowledgeParams{DryRun: &dryRun}, "text/csv", table)
	if err = expect(200, imported, err); err != nil {
		return nil, err
	}
	seen.Imported = imported.JSON200.Created

	platform := "go"
	created, err := client.CreateBatchWithResponse(ctx, &argus.CreateBatchParams{}, argus.CreateBatchJSONRequestBody{
		VehicleId: "go-1", Vin: "WVWZZZ1JZ3W386752", Platform: &platform,
	})
	if err = expect(201, created, err); err != nil {
		return nil, err
	}
	id := created.JSON201.BatchId
	seen.BatchID = id.String()

	form, contentType, err := formOf(filepath.Join(folder, "drive.mcap"))
	if err != nil {
		return nil, err
	}
	key := "drive-1"
	uploaded, err := client.UploadFileWithBodyWithResponse(ctx, id, &argus.UploadFileParams{IdempotencyKey: &key}, contentType, form)
	if err = expect(201, uploaded, err); err != nil {
		return nil, err
	}
	file := uploaded.JSON201
	seen.Size, seen.SHA256 = file.Size, file.Sha256

	manifest := fmt.Sprintf(`{"files":[{"path":"drive.mcap","size":%d,"sha256":%q}]}`, file.Size, file.Sha256)
	completed, err := client.CompleteBatchWithBodyWithResponse(ctx, id, &argus.CompleteBatchParams{}, "application/json", strings.NewReader(manifest))
	// 202 says the same of a batch that the workflow service has not heard of yet.
	if err = expectOneOf([]int{200, 202}, completed, err); err != nil {
		return nil, err
	}

	for seen.Status != "completed" && seen.Status != "failed" {
		time.Sleep(100 * time.Millisecond)
		progress, err := client.GetProgressWithResponse(ctx, id)
		if err = expect(200, progress, err); err != nil {
			return nil, err
		}
		seen.Status, seen.ProcessedFiles = string(progress.JSON200.Status), progress.JSON200.ProcessedFiles
	}

	report, err := client.GetReportWithResponse(ctx, id, &argus.GetReportParams{})
	if err = expect(200, report, err); err != nil {
		return nil, err
	}
	seen.Parsed = report.JSON200.Totals.Parsed
	if cpu := report.JSON200.Cpu; cpu != nil {
		seen.CPUAverage = &cpu.Avg
	}

	content, err := client.DownloadFileWithResponse(ctx, id, file.FileId, &argus.DownloadFileParams{})
	if err = expect(200, content, err); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(content.Body)
	seen.ContentSHA256 = hex.EncodeToString(sum[:])

	refused, err := client.GetBatchWithResponse(ctx, uuid.New())
	if err = expect(404, refused, err); err != nil {
		return nil, err
	}
	seen.Refusal = string(refused.JSON404.Code)
	return seen, nil
}

func formOf(path string) (io.Reader, string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, "", err
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", filepath.Base(path))
	if err != nil {
		return nil, "", err
	}
	if _, err := part.Write(content); err != nil {
		return nil, "", err
	}
	return &body, form.FormDataContentType(), form.Close()
}

// The answer as the generated client gives it: StatusCode is a method of each.
func expect(status int, answer interface{ StatusCode() int }, err error) error {
	return expectOneOf([]int{status}, answer, err)
}

func expectOneOf(statuses []int, answer interface{ StatusCode() int }, err error) error {
	if err != nil {
		return err
	}
	if got := answer.StatusCode(); !slices.Contains(statuses, got) {
		return fmt.Errorf("expected %v, got %d (%s)", statuses, got, http.StatusText(got))
	}
	return nil
}
